package sheet

import "samsyn/internal/language"

// What is said about a file as a whole.
var (
	refused  = language.T("Filen togs inte emot. Inget har sparats. Rätta det som står i listan och försök igen.", "The file was not accepted. Nothing has been saved. Correct what the list says and try again.")
	tooLarge = language.T("Filen är större än %d MB. Inget har sparats. Dela upp den eller ta bort kolumner som inte behövs.", "The file is larger than %d MB. Nothing has been saved. Split it or remove columns that are not needed.")
	bombed   = language.T("Filen blir större än %d MB när den packas upp. Inget har sparats. Spara om den som CSV UTF-8 eller dela upp den.", "The file becomes larger than %d MB when unpacked. Nothing has been saved. Save it as CSV UTF-8 or split it.")
	unread   = language.T("Filen gick inte att läsa. Kontrollera att den är hel och försök igen.", "The file could not be read. Check that it is complete and try again.")
	empty    = language.T("Filen är tom. Första raden ska vara rubriker, och under den en rad för varje post.", "The file is empty. The first row must be headings, with one row for each entry under it.")
	noRows   = language.T("Filen har rubriker men inga rader. Lägg till minst en rad.", "The file has headings but no rows. Add at least one row.")
	binary   = language.T("Filen är inte en tabell i text (%s). Spara den som CSV UTF-8 eller som XLSX.", "The file is not a table in text (%s). Save it as CSV UTF-8 or as XLSX.")
	encoding = language.T("Filen är sparad med teckenkodningen %s. Den måste vara UTF-8. I Excel: Arkiv, Spara som, ”CSV UTF-8 (kommaavgränsad)”. I LibreOffice: Arkiv, Spara som, Text CSV, kryssa i ”Redigera filterinställningar” och välj teckenuppsättningen ”Unicode (UTF-8)”.",
		"The file is saved with the character encoding %s. It must be UTF-8. In Excel: File, Save As, “CSV UTF-8 (Comma delimited)”. In LibreOffice: File, Save As, Text CSV, tick “Edit filter settings” and choose the character set “Unicode (UTF-8)”.")
	notUTF8     = language.T("här står ett tecken som inte är UTF-8", "there is a character here that is not UTF-8")
	notWorkbook = language.T("Filen är packad men är ingen arbetsbok av typen XLSX. Spara den som XLSX eller CSV UTF-8.", "The file is a package but not an XLSX workbook. Save it as XLSX or CSV UTF-8.")
	brokenBook  = language.T("Arbetsboken är skadad. Öppna den i Excel eller LibreOffice, spara den på nytt som XLSX och försök igen.", "The workbook is damaged. Open it in Excel or LibreOffice, save it again as XLSX and try again.")
	manySheets  = language.T("Arbetsboken har flera blad: %s. Behåll bara det blad som ska läsas.", "The workbook has several sheets: %s. Keep only the sheet to be read.")
	noSheet     = language.T("Arbetsboken har inget blad som heter ”%s”. Den har: %s.", "The workbook has no sheet named “%s”. It has: %s.")
)

// What is said about the heading.
var (
	unknownHeading   = language.T("rubriken ”%s” är okänd. Kolumnerna som tas emot är: %s", "the heading “%s” is unknown. The columns accepted are: %s")
	missingHeading   = language.T("kolumnen ”%s” saknas. Kolumnerna som tas emot är: %s", "the column “%s” is missing. The columns accepted are: %s")
	sameThing        = language.T("rubrikerna ”%s” och ”%s” betyder samma sak. Behåll en av dem", "the headings “%s” and “%s” mean the same. Keep one of them")
	duplicateHeading = language.T("rubriken ”%s” finns två gånger. Ta bort eller döp om den ena", "the heading “%s” occurs twice. Remove or rename one of them")
	blankHeading     = language.T("kolumn %d har ingen rubrik. Skriv en rubrik eller ta bort kolumnen", "column %d has no heading. Write a heading or remove the column")
	manyColumns      = language.T("filen har fler än %d kolumner. Ta bort dem som inte behövs", "the file has more than %d columns. Remove those that are not needed")
)

// What is said about a row or a cell.
var (
	manyRows      = language.T("filen har fler än %d rader. Dela upp den i flera filer", "the file has more than %d rows. Split it into several files")
	tooFew        = language.T("raden har %d kolumner men rubrikraden har %d. Lägg till det som fattas; en tom cell skrivs som inget mellan två avskiljare", "the row has %d columns but the heading has %d. Add what is missing; an empty cell is nothing between two separators")
	tooMany       = language.T("raden har %d kolumner men rubrikraden har %d. Ta bort det som är för mycket, eller sätt citattecken runt en text som innehåller avskiljaren", "the row has %d columns but the heading has %d. Remove what is too much, or put quotes around a text that contains the separator")
	unclosed      = language.T("ett citattecken öppnas i raden men stängs aldrig. Sätt ett citattecken där texten slutar", "a quote is opened in the row but never closed. Put a quote where the text ends")
	strayQuote    = language.T("ett citattecken står mitt i en cell. Sätt citattecken runt hela texten och skriv två citattecken för varje som hör till den", "a quote stands in the middle of a cell. Put quotes around the whole text and write two quotes for each that belongs to it")
	overLong      = language.T("cellen har %d tecken. Högst %d tas emot. Korta texten", "the cell has %d characters. At most %d are accepted. Shorten the text")
	formula       = language.T("cellen innehåller en formel eller börjar med = + - eller @. Skriv värdet i stället för formeln", "the cell holds a formula or begins with = + - or @. Write the value instead of the formula")
	controlSign   = language.T("cellen innehåller ett osynligt styrtecken (U+%04X). Skriv om texten för hand", "the cell holds an invisible control character (U+%04X). Type the text again")
	lostSign      = language.T("ett tecken har gått förlorat (visas som �), troligen när filen sparades. Skriv in rätt tecken och spara som UTF-8", "a character has been lost (shown as �), probably when the file was saved. Enter the right character and save as UTF-8")
	errorCell     = language.T("cellen visar felet %s. Skriv ett värde", "the cell shows the error %s. Write a value")
	doubleRow     = language.T("raden finns två gånger i arbetsbokens innehåll. Spara om filen", "the row occurs twice in the workbook's contents. Save the file again")
	moreNotListed = language.T("fler fel listas inte. Rätta dessa först", "further problems are not listed. Correct these first")
)
