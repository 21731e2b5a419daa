import { describePlays } from "./plays.js";

describePlays("chromium");
