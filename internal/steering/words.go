package steering

import "samsyn/internal/language"

// Texts of this room's pages.
var (
	sayAgreements = language.T("Överenskommelser", "Agreements")
	sayGroups     = language.T("Grupper", "Groups")
	sayGroup      = language.T("Grupp", "Group")
	sayGroupsOf   = language.T("Grupper, årshjul, beslut och översyn för %s", "Groups, year, decisions and reviews of %s")
	sayWheel      = language.T("Årshjul", "The year")
	sayDecisions  = language.T("Beslut", "Decisions")
	sayReviews    = language.T("Översyn", "Review")
	sayNewGroup   = language.T("Tillsätt en grupp", "Set up a group")
	sayEditGroup  = language.T("Ändra gruppen", "Change the group")
	sayAddMember  = language.T("Lägg till ledamot", "Add a member")
	sayEndMember  = language.T("Avsluta uppdraget", "End the part")
	sayPlanYear   = language.T("Planera året", "Plan the year")
	sayKind       = language.T("Slag", "Kind")
	sayName       = language.T("Namn", "Name")
	sayTask       = language.T("Uppgift och mandat", "Task and mandate")
	sayPeriod     = language.T("Gäller", "Valid")
	sayFrom       = language.T("Första dag", "First day")
	sayTo         = language.T("Sista dag", "Last day")
	sayMembers    = language.T("Ledamöter", "Members")
	sayPart       = language.T("Uppdrag", "Part")
	sayParty      = language.T("Part", "Party")
	sayFunction   = language.T("Funktion", "Function")
	sayMeetings   = language.T("Möten", "Meetings")
	sayDay        = language.T("Dag", "Day")
	sayTime       = language.T("Tid", "Time")
	sayPlace      = language.T("Plats", "Place")
	sayState      = language.T("Läge", "State")
	sayMinutes    = language.T("Protokoll", "Minutes")
	sayNext       = language.T("Nästa möte", "Next meeting")
	sayHeldYear   = language.T("Möten i år", "Meetings this year")
	sayAgenda     = language.T("Dagordning", "Agenda")
	sayPresent    = language.T("Närvarande", "Present")
	sayGuests     = language.T("Andra som deltog", "Others who took part")
	sayDue        = language.T("Senast", "By")
	sayOwner      = language.T("Ansvarig part", "Responsible party")
	sayResult     = language.T("Resultat", "Result")
	saySave       = language.T("Spara", "Save")
	sayYear       = language.T("År", "Year")
	sayWhat       = language.T("Vad", "What")
	sayHow        = language.T("Hur räknades detta?", "How was this counted?")
	sayMove       = language.T("Flytta mötet", "Move the meeting")
	sayCancel     = language.T("Ställ in mötet", "Cancel the meeting")
	sayHold       = language.T("Registrera som genomfört", "Enter as held")
	sayAddPoint   = language.T("Anmäl en punkt", "Raise a point")
	sayWrite      = language.T("Skriv protokollet", "Write the minutes")
	sayRewrite    = language.T("Ändra protokollet", "Change the minutes")
	sayDecide     = language.T("Skriv in ett beslut", "Enter a decision")
	sayFollowUp   = language.T("Följ upp beslutet", "Follow the decision up")
	sayNewReview  = language.T("Registrera en översyn", "Enter a review")
	sayCalendar   = language.T("Lägg i kalendern", "Add to your calendar")
	sayNone       = language.T("ingen", "none")
)

// label is what a meeting's state is called.
func (s MeetingState) label() language.Text {
	switch s {
	case Held:
		return language.T("genomfört", "held")
	case Cancelled:
		return language.T("inställt", "cancelled")
	}
	return language.T("planerat", "planned")
}
