import { describePlays } from "./plays.js";

describePlays("webkitgtk");
