import { activityFolder } from "../../support/moodle.js";
import { describePlugin } from "./plugin-files.js";

describePlugin(activityFolder);
