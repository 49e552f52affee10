package csip

import "samsyn/internal/language"

// Why packages made here leave a part out or choose otherwise.
var (
	noRights = language.T("Sekretess och rättigheter prövas av den myndighet som har handlingarna; paketet säger inget om dem.",
		"Secrecy and rights are judged by the authority that has the documents; the package says nothing of them.")
	noSchemas = language.T("Andras scheman läggs inte i paketet. METS-filen och PREMIS-filen säger var scheman är publicerade.",
		"The schemas of others are not put in the package. The METS file and the PREMIS file say where the schemas are published.")
	oneMETS = language.T("Paketet har en enda representation, och paketets egen METS-fil beskriver varje fil i den.",
		"The package has one representation alone, and the package’s own METS file describes every file in it.")
	wholeMetadata = language.T("Metadata gäller hela paketet och ligger i paketets mapp för metadata.",
		"The metadata are about the whole package and lie in its folder of metadata.")
	knownType    = language.T("Innehållets slag finns i ordlistan.", "The category of the content is in the vocabulary.")
	neverAltered = language.T("Ett paket ändras aldrig: det görs på nytt.", "A package is never altered: it is made anew.")
	notNeeded    = language.T("Behövs inte i våra paket.", "Not needed in packages of ours.")
	inPREMIS     = language.T("Står i PREMIS-filen, per fil.", "Stands in the PREMIS file, by file.")
	oneText      = language.T("En enda beskrivning gäller alla handlingar.", "One description is of all documents.")
	noAgreement  = language.T("Överföringsavtal och arkivets koder bestäms med arkivet och är inte kända här.",
		"Submission agreements and the archive’s codes are settled with the archive and not known here.")
	noContact = language.T("Ingen enskild tjänsteman namnges i paketet.", "No official is named in the package.")
	noArchive = language.T("Vilket arkiv som tar emot är inte känt när paketet görs.", "Which archive receives it is not known when the package is made.")
)
