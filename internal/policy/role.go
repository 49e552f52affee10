package policy

import "samsyn/internal/language"

// The roles. Anyone and SignedIn are nobody's duty: every actor is Anyone, and whoever has a staff account is
// SignedIn. Jobseeker is the person whom the data is about, and holds no role of staff beside it.
const (
	Anyone            Role = "anyone"
	SignedIn          Role = "signed-in"
	Caseworker        Role = "caseworker"
	EmploymentOfficer Role = "employment-officer"
	Coordinator       Role = "coordinator"
	Signatory         Role = "signatory"
	Controller        Role = "controller"
	Analyst           Role = "analyst"
	Reviewer          Role = "reviewer"
	LogAuditor        Role = "log-auditor"
	LocalAdmin        Role = "local-admin"
	HeadOffice        Role = "head-office"
	TemplateLead      Role = "template-lead"
	InstallationAdmin Role = "installation-admin"
	Jobseeker         Role = "jobseeker"
	System            Role = "system"
)

// RoleInfo is a role with its name and what it is for.
type RoleInfo struct {
	Role Role
	Name language.Text // "handläggare", for a list of duties and for docs/policy.md
	What language.Text // one sentence
}

// Assignable tells whether a local admin can give the role to a member of staff.
func (r RoleInfo) Assignable() bool {
	switch r.Role {
	case Anyone, SignedIn, Jobseeker, System:
		return false
	}
	return true
}

// Roles lists every role in the order in which they are shown.
func Roles() []RoleInfo {
	t := language.T
	return []RoleInfo{
		{Anyone, t("vem som helst", "anyone"), t("Alla, även den som inte har loggat in.", "Everybody, also those who have not signed in.")},
		{SignedIn, t("inloggad", "signed in"), t("All personal som har loggat in, i vilken roll som helst.", "All staff who have signed in, in any role.")},
		{Caseworker, t("handläggare", "caseworker"), t("Handlägger ärenden i en kommunal nämnd.", "Handles cases in a municipal board.")},
		{EmploymentOfficer, t("arbetsförmedlare", "employment officer"), t("Handlägger ärenden på Arbetsförmedlingen.", "Handles cases at the employment agency.")},
		{Coordinator, t("samverkansansvarig", "coordinator"), t("Ansvarar för överenskommelsen och kontaktvägarna hos sin myndighet.", "Is responsible for the agreement and the contact paths at their authority.")},
		{Signatory, t("behörig undertecknare", "signatory"), t("Undertecknar för sin myndighet enligt en registrerad delegation.", "Signs for their authority on a recorded delegation.")},
		{Controller, t("ekonom", "controller"), t("Ansvarar för finansiella överenskommelser och rekvisitioner.", "Is responsible for financial agreements and requisitions.")},
		{Analyst, t("analytiker", "analyst"), t("Jämför, förklarar och rapporterar utan uppgifter om enskilda.", "Compares, explains and reports, without data about individuals.")},
		{Reviewer, t("granskare", "reviewer"), t("Granskar kvalitet och likvärdighet i hela landet på uppdrag.", "Reviews quality and equality across the country by commission.")},
		{LogAuditor, t("loggranskare", "log auditor"), t("Kontrollerar vem som har gjort och läst vad hos sin myndighet.", "Checks who did and read what at their authority.")},
		{LocalAdmin, t("lokal administratör", "local admin"), t("Sköter konton, roller och katalog för sin myndighet.", "Manages accounts, roles and the directory of their authority.")},
		{HeadOffice, t("katalogansvarig på Arbetsförmedlingens huvudkontor", "directory lead at the agency's head office"), t("Sköter Arbetsförmedlingens enheter och kontor och registret över överenskommelser.", "Manages the agency's units and offices and the register of agreements.")},
		{TemplateLead, t("mallansvarig", "template lead"), t("Förvaltar den nationella mallen för överenskommelser och stödet till den, hos SKR eller Arbetsförmedlingen.", "Keeps the national template for agreements and the support for it, at SKR or the employment agency.")},
		{InstallationAdmin, t("nationell administratör", "national administrator"), t("Sköter kommuner, myndigheter och driften av installationen.", "Manages municipalities, authorities and the running of the installation.")},
		{Jobseeker, t("arbetssökande", "job seeker"), t("Den person som uppgifterna gäller.", "The person whom the data is about.")},
		{System, t("systemet", "the system"), t("Ett kommando eller ett jobb som ingen inloggad person utför.", "A command or a job that no signed-in person does.")},
	}
}

// RoleName gives a role's name; an unknown role gives its code.
func RoleName(r Role) language.Text {
	for _, info := range Roles() {
		if info.Role == r {
			return info.Name
		}
	}
	return language.Same(string(r))
}
