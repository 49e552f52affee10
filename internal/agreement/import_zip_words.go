package agreement

import "samsyn/internal/language"

// What is wrong with a zip of copies or a file in it, and what to do about it.
var (
	copiesRefused   = language.T("PDF-kopiorna kan inte tas emot. Inget har sparats.", "The PDF copies cannot be taken in. Nothing has been saved.")
	zipTooLarge     = language.T("zip-filen är större än %d MB. Dela upp listan och kopiorna i flera inläsningar", "the zip is larger than %d MB. Divide the list and the copies into several imports")
	zipBroken       = language.T("filen är ingen hel zip-fil. Packa kopiorna på nytt som vanlig zip och skicka den", "the file is no whole zip. Pack the copies again as an ordinary zip and send that")
	zipEmpty        = language.T("zip-filen innehåller ingen PDF. Lägg kopiorna i den och skicka den igen", "the zip holds no PDF. Put the copies in it and send it again")
	zipTooMany      = language.T("zip-filen innehåller fler än %d filer. Dela upp listan och kopiorna i flera inläsningar", "the zip holds more than %d files. Divide the list and the copies into several imports")
	zipUnpacksLarge = language.T("zip-filen blir mer än %d MB när den packas upp. Dela upp den i flera inläsningar", "the zip unpacks to more than %d MB. Divide it into several imports")
	entryPath       = language.T("filens sökväg leder ut ur zip-filen eller kan inte läsas. Packa kopiorna på nytt utan sökvägar", "the file’s path leads out of the zip or cannot be read. Pack the copies again without paths")
	entryNoFile     = language.T("är en länk och ingen fil. Lägg själva PDF-filen i zip-filen", "is a link and no file. Put the PDF itself in the zip")
	entryLocked     = language.T("är låst med lösenord i zip-filen. Packa om utan lösenord", "is locked with a password in the zip. Pack it again without a password")
	entryNested     = language.T("är ett packat arkiv. Packa upp det och lägg PDF-filerna direkt i zip-filen", "is a packed archive. Unpack it and put the PDFs directly in the zip")
	entryNotPDF     = language.T("är ingen PDF. Spara den som PDF eller ta bort den ur zip-filen", "is no PDF. Save it as PDF or take it out of the zip")
	entryMethod     = language.T("är packad på ett ovanligt sätt. Packa om med metoden Deflate, som är den vanliga", "is packed in an unusual way. Pack it again with Deflate, which is the usual one")
	entryLarge      = language.T("är större än %d MB. Spara den med lägre upplösning", "is larger than %d MB. Save it at a lower resolution")
	entryTwice      = language.T("heter likadant som %s. Ge filerna olika namn", "has the same name as %s. Give the files different names")
	entryBroken     = language.T("är skadad i zip-filen. Packa den på nytt", "is damaged in the zip. Pack it again")
	entryEncrypted  = language.T("är låst med lösenord eller skrivskydd. Skriv ut den till en ny PDF utan skydd", "is locked with a password or protection. Print it to a new PDF without protection")
)
