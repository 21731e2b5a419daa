declare module "plyr/dist/plyr.css?inline" {
  const css: string;
  export default css;
}
