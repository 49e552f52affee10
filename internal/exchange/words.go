package exchange

import "samsyn/internal/language"

var meanwhile = language.T("Någon annan skrev i tråden under tiden. Läs in sidan igen; det du skrev finns kvar.", "Somebody else wrote in the thread meanwhile. Load the page again; what you wrote is kept.")
