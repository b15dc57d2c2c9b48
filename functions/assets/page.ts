import { autosaveForms } from "./autosave.ts";
import { checkFigures } from "./figures.ts";
import { offerChoosing } from "./choosing.ts";
import { sayDates, seekUnits } from "./entering.ts";
import { guardSubmits } from "./one-submit.ts";
import { offerKept } from "./kept.ts";
import { offerPrinting } from "./printing.ts";
import { countCharacters } from "./room-left.ts";
import { showErrors } from "./errors.ts";
import { nameTab } from "./tab.ts";
import { sendFiles } from "./send-files.ts";
import { checkUploads } from "./upload.ts";
import { warnOfUnsaved } from "./unsaved.ts";

/**
 * What pages can do better with a script. None of it is needed: every page works without. Each line is one
 * behaviour, which looks for the attributes that ask for it.
 */
showErrors();
offerPrinting();
countCharacters();
checkFigures();
checkUploads();
nameTab();
sendFiles();
offerChoosing();
offerKept();
warnOfUnsaved();
autosaveForms();
sayDates();
seekUnits();
guardSubmits();
