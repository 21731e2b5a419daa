import { describePlays } from "./plays.js";

describePlays("firefox");
