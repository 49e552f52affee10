// The page's scripts. Every page works without them; they make it quicker.
import "htmx.org/dist/htmx.esm.js";
import "./tiles.js";
import "./manners.js";
import "./passkey.js";
