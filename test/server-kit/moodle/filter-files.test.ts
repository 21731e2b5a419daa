import { pluginFolder } from "../../support/moodle.js";
import { describePlugin } from "./plugin-files.js";

describePlugin(pluginFolder);
