package cast

import "samsyn/internal/policy"

// Person is one of the cast.
type Person struct {
	UserName string
	Name     string
	At       string // key of the place they work at, see Places
	Unit     string // name of their unit, if any
	Roles    []policy.Role
	Cleared  bool
}

// The user names of the cast, by which tests call them.
const (
	Elin    = "elin.wallin"    // caseworker, socialnämnden in Ludvika
	Nora    = "nora.vik"       // caseworker, socialnämnden in Ludvika
	Anna    = "anna.sundin"    // coordinator, arbetsmarknadsnämnden in Ludvika
	Karin   = "karin.dahlberg" // signatory, arbetsmarknadsnämnden in Ludvika
	Lars    = "lars.bergman"   // signatory (political), arbetsmarknadsnämnden in Ludvika
	Birgit  = "birgit.nyman"   // coordinator, socialnämnden in Ludvika
	Mats    = "mats.hedlund"   // signatory (administrative), socialnämnden in Ludvika
	Siv     = "siv.backman"    // signatory (political), socialnämnden in Ludvika
	Sara    = "sara.lund"      // caseworker, arbetsmarknadsnämnden in Ludvika
	Omar    = "omar.haddad"    // local admin, arbetsmarknadsnämnden in Ludvika
	Ulla    = "ulla.berg"      // log auditor, arbetsmarknadsnämnden in Ludvika
	Tove    = "tove.ros"       // controller, arbetsmarknadsnämnden in Ludvika
	Johan   = "johan.akesson"  // coordinator, arbetsmarknadsnämnden in Falun
	Ture    = "ture.nyberg"    // caseworker, arbetsmarknadsnämnden in Falun
	Lena    = "lena.hed"       // local admin, arbetsmarknadsnämnden in Falun
	Maja    = "maja.oberg"     // employment officer, Af Dalarna
	Moa     = "moa.ekman"      // employment officer, Af Dalarna
	Per     = "per.nordin"     // coordinator, Af Dalarna
	PerL    = "per.lindgren"   // signatory, Af Dalarna
	Karl    = "karl.strand"    // second signatory, Af Dalarna
	Hassan  = "hassan.karimi"  // local admin at the agency
	Gunilla = "gunilla.frisk"  // log auditor at the agency
	Astrid  = "astrid.ek"      // directory lead at the agency's head office
	Bertil  = "bertil.sand"    // analyst at the agency's head office
	Eva     = "eva.grahn"      // controller at the agency
	Sofia   = "sofia.lindahl"  // analyst, SKR
	Nils    = "nils.ahl"       // template lead, SKR
	Vera    = "vera.sjo"       // template lead at the agency's head office
	Rasmus  = "rasmus.wik"     // reviewer
	Ingrid  = "ingrid.falk"    // national administrator
)

const (
	dalarna    = "Af Dalarna (Demo)"
	headOffice = "Huvudkontoret (Demo)"
)

// People lists the cast.
func People() []Person {
	one := func(r ...policy.Role) []policy.Role { return r }
	return []Person{
		{UserName: Elin, Name: "Elin Wallin (Demo)", At: LudvikaSocial, Roles: one(policy.Caseworker)},
		{UserName: Nora, Name: "Nora Vik (Demo)", At: LudvikaSocial, Roles: one(policy.Caseworker)},
		{UserName: Anna, Name: "Anna Sundin (Demo)", At: LudvikaWork, Roles: one(policy.Coordinator)},
		{UserName: Karin, Name: "Karin Dahlberg (Demo)", At: LudvikaWork, Roles: one(policy.Signatory)},
		{UserName: Lars, Name: "Lars Bergman (Demo)", At: LudvikaWork, Roles: one(policy.Signatory)},
		{UserName: Birgit, Name: "Birgit Nyman (Demo)", At: LudvikaSocial, Roles: one(policy.Coordinator)},
		{UserName: Mats, Name: "Mats Hedlund (Demo)", At: LudvikaSocial, Roles: one(policy.Signatory)},
		{UserName: Siv, Name: "Siv Backman (Demo)", At: LudvikaSocial, Roles: one(policy.Signatory)},
		{UserName: Sara, Name: "Sara Lund (Demo)", At: LudvikaWork, Roles: one(policy.Caseworker)},
		{UserName: Omar, Name: "Omar Haddad (Demo)", At: LudvikaWork, Roles: one(policy.LocalAdmin)},
		{UserName: Ulla, Name: "Ulla Berg (Demo)", At: LudvikaWork, Roles: one(policy.LogAuditor)},
		{UserName: Tove, Name: "Tove Ros (Demo)", At: LudvikaWork, Roles: one(policy.Controller)},
		{UserName: Johan, Name: "Johan Åkesson (Demo)", At: FalunWork, Roles: one(policy.Coordinator)},
		{UserName: Ture, Name: "Ture Nyberg (Demo)", At: FalunWork, Roles: one(policy.Caseworker)},
		{UserName: Lena, Name: "Lena Hed (Demo)", At: FalunWork, Roles: one(policy.LocalAdmin)},
		{UserName: Maja, Name: "Maja Öberg (Demo)", At: Agency, Unit: dalarna, Roles: one(policy.EmploymentOfficer)},
		{UserName: Moa, Name: "Moa Ekman (Demo)", At: Agency, Unit: dalarna, Roles: one(policy.EmploymentOfficer)},
		{UserName: Per, Name: "Per Nordin (Demo)", At: Agency, Unit: dalarna, Roles: one(policy.Coordinator)},
		{UserName: PerL, Name: "Per Lindgren (Demo)", At: Agency, Unit: dalarna, Roles: one(policy.Signatory)},
		{UserName: Karl, Name: "Karl Strand (Demo)", At: Agency, Unit: dalarna, Roles: one(policy.Signatory)},
		{UserName: Hassan, Name: "Hassan Karimi (Demo)", At: Agency, Unit: headOffice, Roles: one(policy.LocalAdmin)},
		{UserName: Gunilla, Name: "Gunilla Frisk (Demo)", At: Agency, Unit: headOffice, Roles: one(policy.LogAuditor)},
		{UserName: Astrid, Name: "Astrid Ek (Demo)", At: Agency, Unit: headOffice, Roles: one(policy.HeadOffice)},
		{UserName: Bertil, Name: "Bertil Sand (Demo)", At: Agency, Unit: headOffice, Roles: one(policy.Analyst)},
		{UserName: Eva, Name: "Eva Grahn (Demo)", At: Agency, Unit: headOffice, Roles: one(policy.Controller)},
		{UserName: Sofia, Name: "Sofia Lindahl (Demo)", At: Association, Roles: one(policy.Analyst)},
		{UserName: Nils, Name: "Nils Ahl (Demo)", At: Association, Roles: one(policy.TemplateLead)},
		{UserName: Vera, Name: "Vera Sjö (Demo)", At: Agency, Unit: headOffice, Roles: one(policy.TemplateLead)},
		{UserName: Rasmus, Name: "Rasmus Wik (Demo)", At: Review, Roles: one(policy.Reviewer)},
		{UserName: Ingrid, Name: "Ingrid Falk (Demo)", At: Operations, Roles: one(policy.InstallationAdmin)},
	}
}

// The places where the cast works, by key.
const (
	Agency        = "af"
	Association   = "skr"
	LudvikaWork   = "2085/Arbetsmarknadsnämnden (Demo)"
	LudvikaSocial = "2085/Socialnämnden (Demo)"
	FalunWork     = "2080/Arbetsmarknadsnämnden (Demo)"
	Review        = "/Granskningsrådet (Demo)"
	Operations    = "/Samsyns drift (Demo)"
)
