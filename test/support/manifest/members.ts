import { relative } from "node:path";
import ts from "typescript";
import { mdn, type Described, type Member, type Origin } from "./manifest.js";

const NATIVE = ["HTMLMediaElement", "HTMLVideoElement"];

/** A type that a file exports. */
interface Exported {
  file: string;
  name: string;
}

/**
 * Reads classes as TypeScript sees them: with what they inherit, and what is defined by code and told to TypeScript alone.
 * The analyzer reads one class, as it is written.
 */
export function readTypes(
  element: Exported,
  eventMap: Exported,
): { members: Member[]; events: Described[] } {
  const files = [element.file, eventMap.file];
  const program = ts.createProgram(files, compilerOptions());
  const checker = program.getTypeChecker();
  const typeOf = ({ file, name }: Exported): ts.Type => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
    const symbol = checker
      .getExportsOfModule(module)
      .find((exported) => exported.name === name);
    if (!symbol) throw new Error(`${file} exports no ${name}.`);
    return checker.getDeclaredTypeOfSymbol(symbol);
  };
  const type = typeOf(element);
  // Of lit and of every element: not what this one is used for.
  const lit = ancestorsOf(checker, type).find(
    (ancestor) => ancestor.symbol.name === "LitElement",
  );
  const usual = new Set(
    checker.getPropertiesOfType(lit!).map((property) => property.name),
  );
  const members = checker
    .getPropertiesOfType(type)
    .filter((property) => !usual.has(property.name) && isPublic(property))
    .map((property) => memberOf(checker, property, element.name));
  const events = checker.getPropertiesOfType(typeOf(eventMap)).map((event) => ({
    name: event.name,
    type: { text: checker.typeToString(checker.getTypeOfSymbol(event)) },
  }));
  return { members, events };
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile("tsconfig.json", (path) =>
    ts.sys.readFile(path),
  ) as { config: object };
  const files = { include: [], files: [] };
  return ts.parseJsonConfigFileContent(
    { ...config, ...files },
    ts.sys,
    process.cwd(),
  ).options;
}

function ancestorsOf(checker: ts.TypeChecker, type: ts.Type): ts.Type[] {
  const bases = type.isClassOrInterface() ? checker.getBaseTypes(type) : [];
  return bases
    .flatMap((base) => (base.isIntersection() ? base.types : [base]))
    .flatMap((base) => [base, ...ancestorsOf(checker, base)]);
}

function isPublic(property: ts.Symbol): boolean {
  const { declarations = [], name } = property;
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (
    !/^(?:_|#)/.test(name) &&
    !property.getJsDocTags().some((tag) => tag.name === "internal") &&
    !declarations.some(
      (declaration) => ts.getCombinedModifierFlags(declaration) & hidden,
    )
  );
}

function memberOf(
  checker: ts.TypeChecker,
  property: ts.Symbol,
  className: string,
): Member {
  const { name, declarations = [] } = property;
  const declaration = declarations[0]!;
  const type = checker.getTypeOfSymbol(property);
  const [signature] = type.getCallSignatures();
  const isMethod =
    ts.isMethodDeclaration(declaration) || ts.isMethodSignature(declaration);
  const inheritedFrom = originOf(declaration, className);
  const text = (of: ts.Type): string =>
    checker.typeToString(of, declaration, ts.TypeFormatFlags.NoTruncation);
  const common = {
    name,
    privacy: "public",
    ...describe(checker, property, inheritedFrom),
    ...(inheritedFrom && { inheritedFrom }),
  };
  if (isMethod && signature)
    return {
      kind: "method",
      ...common,
      parameters: signature.getParameters().map((parameter) => ({
        name: parameter.name,
        type: { text: text(checker.getTypeOfSymbol(parameter)) },
        ...(isOptional(parameter) && { optional: true }),
        ...describe(checker, parameter),
      })),
      return: { type: { text: text(signature.getReturnType()) } },
    };
  return {
    kind: "field",
    ...common,
    type: { text: asWritten(declaration) ?? text(type) },
    ...(isReadonly(property) && { readonly: true }),
  };
}

/** Undefined for what the class itself declares. */
function originOf(
  declaration: ts.Declaration,
  className: string,
): Origin | undefined {
  const owner = declaration.parent as Partial<ts.DeclarationWithTypeParameters>;
  const { name } = owner as { name?: ts.Identifier };
  if (!name || name.text === className) return undefined;
  const file = relative("", declaration.getSourceFile().fileName);
  if (NATIVE.includes(name.text))
    return { name: name.text, package: "global:" };
  return { name: name.text, module: file };
}

function describe(
  checker: ts.TypeChecker,
  symbol: ts.Symbol,
  origin?: Origin,
): { description?: string } {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  // Of the browser's types: their first paragraph, and a link to the rest.
  const description =
    origin?.package === "global:"
      ? `${text.split("[MDN Reference]")[0]!.trim().replaceAll("**", "")} ${mdn(`${origin.name}/${symbol.name}`)}`.trim()
      : text.replaceAll("\n", " ");
  return description ? { description } : {};
}

/** By the names that the source gives to types; TypeScript would spell some of them out. */
function asWritten(declaration: ts.Declaration): string | undefined {
  if (declaration.getSourceFile().isDeclarationFile) return undefined;
  const { type, questionToken } = declaration as ts.PropertyDeclaration;
  const text = type?.getText();
  return text && questionToken ? `${text} | undefined` : text;
}

function isReadonly(property: ts.Symbol): boolean {
  const { declarations = [] } = property;
  if (property.getJsDocTags().some((tag) => tag.name === "readonly"))
    return true;
  if (declarations.some((one) => ts.isSetAccessor(one))) return false;
  return declarations.some(
    (one) =>
      ts.isGetAccessor(one) ||
      ts.getCombinedModifierFlags(one) & ts.ModifierFlags.Readonly,
  );
}

function isOptional({ valueDeclaration: declaration }: ts.Symbol): boolean {
  return (
    declaration !== undefined &&
    ts.isParameter(declaration) &&
    Boolean(declaration.questionToken ?? declaration.initializer)
  );
}
