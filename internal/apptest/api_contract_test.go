package apptest_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/apptest"
	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/web"
)

// operations says of each page that writes, by which operation of the API a program does the same.
func operations() map[string]string {
	all := operationsOfAgreements()
	maps.Copy(all, operationsOfQuestions())
	return all
}

// operationsOfQuestions are those of reaching each other, asking and answering, persons, and what is kept of it.
func operationsOfQuestions() map[string]string {
	return map[string]string{
		"/kontaktvagar/ny": "add-contact-path", "/kontaktvagar/{id}/andra": "change-contact-path", "/kontaktvagar/{id}/avsluta": "end-contact-path",
		"/kontaktvagar/{id}/bekrafta": "confirm-contact-path", "/kontaktvagar/{id}/bemanning": "plan-contact-rota", "/kontaktvagar/{id}/bemanning/ta-bort": "remove-contact-turn",
		"/kontaktvagar/{id}/overlamna": "hand-over-contact-path", "/kontaktvagar/{id}/prova": "try-contact-path", "/franvaro": "add-absence", "/franvaro/tillbaka": "end-absence",

		"/insatser/ny": "add-measure", "/insatser/{id}/andra": "change-measure", "/insatser/{id}/bekrafta": "confirm-measure", "/insatser/{id}/pausa": "pause-measure", "/insatser/{id}/fortsatt": "resume-measure",
		"/insatser/{id}/avsluta": "end-measure", "/insatser/bevakningar": "watch-measures", "/insatser/bevakningar/ta-bort": "unwatch-measures",

		"/personer/{id}/grund": "add-person-ground", "/personer/{id}/grund/{grund}/godta": "accept-person-ground", "/personer/{id}/grund/{grund}/avsla": "reject-person-ground",
		"/personer/{id}/grund/{grund}/aterkalla": "withdraw-person-ground", "/personer/{id}/nas": "correct-person", "/personer/{id}/nummer": "renumber-person",
		"/personer/{id}/skydd": "protect-person", "/personer/{id}/nodoppna": "open-person-in-emergency", "/personer/{id}/uppgift/{uppgift}/klar": "complete-person-task",

		"/fragor/ny": "send-enquiry", "/fragor/telefon": "note-phone-enquiry", "/fragor/filter": "save-enquiry-filter", "/fragor/filter/{filter}/ta-bort": "remove-enquiry-filter",
		"/fragor/standardsvar": "write-standard-reply", "/fragor/standardsvar/{svar}/ta-bort": "remove-standard-reply", "/fragor/{id}/anteckna": "write-enquiry-note",
		"/fragor/{id}/hort": "note-heard-answer", "/fragor/{id}/brev": "note-letter", "/fragor/{id}/retur": "note-letter", "/fragor/{id}/ring": "note-call",
		"/fragor/{id}/ta": "assign-enquiry", "/fragor/{id}/ge": "assign-enquiry", "/fragor/{id}/enhet": "forward-enquiry", "/fragor/{id}/vidare": "forward-enquiry",
		"/fragor/{id}/eskalera": "raise-enquiry", "/eskaleringar/{id}/ny-tid": "agree-escalation", "/eskaleringar/{id}/lyft": "raise-escalation", "/eskaleringar/{id}/avgor": "settle-escalation",
		"/avvikelser/ny": "report-deviation", "/avvikelser/{id}/bekrafta": "acknowledge-deviation", "/avvikelser/{id}/be-om-mer": "ask-more-of-deviation", "/avvikelser/{id}/svara-mer": "give-more-of-deviation",
		"/avvikelser/{id}/orsak": "analyse-deviation", "/avvikelser/{id}/besluta": "decide-deviation", "/avvikelser/{id}/los": "resolve-deviation", "/avvikelser/{id}/hjalpte": "confirm-deviation",
		"/avvikelser/{id}/hjalpte-inte": "reopen-deviation", "/avvikelser/{id}/lasning": "answer-deviation-dispute", "/avvikelser/{id}/hall-med": "agree-with-deviation-dispute",
		"/avvikelser/{id}/ta-tillbaka-invandning": "take-back-deviation-dispute", "/avvikelser/{id}/lyft": "raise-deviation", "/avvikelser/{id}/invand": "dispute-deviation", "/avvikelser/{id}/ta-tillbaka": "withdraw-deviation",
		"/avvikelser/{id}/diarienummer":   "number-deviation",
		"/avvikelser/analyser/{id}/skriv": "note-deviation-analysis", "/avvikelser/analyser/{id}/genomford": "finish-deviation-analysis",
		"/underrattelser/ny": "send-statutory-notice", "/underrattelser/{id}/ta": "assign-statutory-notice", "/underrattelser/{id}/ge": "assign-statutory-notice", "/underrattelser/{id}/enhet": "move-statutory-notice",
		"/underrattelser/{id}/aterkoppla": "act-on-statutory-notice", "/underrattelser/{id}/be-om-mer": "ask-more-of-statutory-notice", "/underrattelser/{id}/komplettera": "give-more-of-statutory-notice",
		"/underrattelser/{id}/lamna-tillbaka": "return-statutory-notice", "/underrattelser/{id}/ta-tillbaka": "withdraw-statutory-notice", "/underrattelser/{id}/avsluta": "close-statutory-notice",
		"/underrattelser/slag/{slag}/dag": "switch-statutory-notice-type",
		"/loggkontroll/ny":                "begin-log-review", "/loggkontroll/kontroll/{id}/avsluta": "close-log-review", "/loggkontroll/lasning/{id}/bedom": "judge-reading", "/loggkontroll/lasning/{id}/fraga": "ask-about-reading",
		"/loggkontroll/fraga/{id}": "explain-reading", "/loggkontroll/nodoppning/{id}/granska": "review-emergency-opening", "/loggkontroll/regler": "set-log-review-rule",
		"/loggkontroll/bevakning": "watch-person", "/loggkontroll/bevakning/{id}/ta-bort": "unwatch-person",
		"/incidenter/ny": "report-incident", "/incidenter/{id}/kvittera": "acknowledge-incident", "/incidenter/{id}/meddela": "tell-incident-authority", "/incidenter/{id}/anmalan": "decide-incident-notification",
		"/incidenter/{id}/informera": "decide-incident-information", "/incidenter/{id}/berors": "add-incident-authority", "/incidenter/{id}/atgard": "note-incident-measure", "/incidenter/{id}/avsluta": "close-incident",
		"/incidenter/{id}/ingen-incident": "annul-incident",
		"/begaran/ny":                     "enter-request", "/begaran/{id}/ta": "take-request", "/begaran/{id}/ge": "give-request", "/begaran/{id}/svara": "answer-request", "/begaran/{id}/erbjud": "offer-time",
		"/begaran/{id}/bevilja": "grant-request", "/begaran/{id}/avsla": "refuse-request", "/begaran/{id}/be-om-mer": "ask-more-for-request", "/begaran/{id}/forlang": "extend-request",
		"/begaran/{id}/hav": "lift-restriction", "/begaran/{id}/berattat": "tell-request", "/begaran/{id}/ring": "note-request-call", "/begaran/{id}/komplettera": "give-more-for-request",
		"/begaran/{id}/tog-tiden": "accept-offered-time", "/begaran/{id}/hjalpte": "confirm-request", "/begaran/{id}/hjalpte-inte": "reopen-request", "/begaran/{id}/aterta": "withdraw-request",
		"/begaran/{id}/diarienummer": "number-request", "/begaran/{id}/skriv-fullmakt": "note-power-of-attorney", "/begaran/{id}/aterta-fullmakt": "end-power-of-attorney",
		"/overlamningar/ny": "send-handover", "/overlamningar/{id}/ta-emot": "accept-handover", "/overlamningar/{id}/fraga": "ask-handover", "/overlamningar/{id}/aterlamna": "return-handover",
		"/overlamningar/{id}/komplettera": "complete-handover", "/overlamningar/{id}/grund": "renew-handover-ground", "/overlamningar/{id}/ta-tillbaka": "take-back-handover",
		"/overlamningar/{id}/kontakt": "contact-handover", "/overlamningar/{id}/kollega": "hand-handover",
		"/arenden/{id}/bedom": "judge-matter", "/arenden/{id}/grund": "renew-matter-ground", "/arenden/{id}/samtal": "talk-matter", "/arenden/{id}/skriv": "write-matter", "/arenden/{id}/kartlaggning": "ask-matter-round",
		"/utfall/{id}":       "note-outcome",
		"/arenden/{id}/mote": "ask-meeting", "/personmoten/{id}/svara": "reply-meeting", "/personmoten/{id}/passar": "answer-meeting-times", "/personmoten/{id}/personen-kan": "answer-meeting-times", "/personmoten/{id}/boka": "book-meeting",
		"/personmoten/{id}/tider": "offer-meeting-times", "/personmoten/{id}/vanta": "pause-meeting", "/personmoten/{id}/vidare": "pause-meeting", "/personmoten/{id}/hallet": "hold-meeting", "/personmoten/{id}/uteblev": "miss-meeting",
		"/personmoten/{id}/avboka": "cancel-meeting", "/narvarodagar": "plan-presence-day", "/narvarodagar/{dag}": "note-presence-day",
		"/arenden/{id}/vanta": "wait-matter", "/arenden/{id}/vidare": "go-on-with-matter", "/arenden/{id}/handlaggare": "hand-matter", "/arenden/{id}/avsluta": "close-matter", "/arenden/{id}/oppna": "reopen-matter",
		"/arenden/{id}/plan/foresla": "propose-plan", "/arenden/{id}/plan/godkann": "accept-plan", "/arenden/{id}/plan/steg": "move-plan-step", "/arenden/{id}/plan/person": "note-plan-person", "/arenden/{id}/plan/uppfoljning": "follow-plan-up",
		"/fragor/{id}/forena": "join-enquiry", "/fragor/{id}/sortera": "sort-enquiry", "/fragor/{id}/oppna": "open-enquiry-person", "/fragor/{id}/bekrafta": "acknowledge-enquiry",
		"/fragor/{id}/mer": "ask-more", "/fragor/{id}/ge-mer": "give-more", "/fragor/{id}/tid": "set-enquiry-time", "/fragor/{id}/lugna": "calm-enquiry",
		"/fragor/{id}/svara": "answer-enquiry", "/fragor/{id}/avboj": "answer-enquiry", "/fragor/{id}/komplettera": "complete-enquiry", "/fragor/{id}/ny-grund": "new-ground-for-enquiry",
		"/fragor/{id}/skynda": "urge-enquiry", "/fragor/{id}/aterta": "withdraw-enquiry", "/fragor/{id}/hjalpte": "close-enquiry", "/fragor/{id}/oppna-igen": "reopen-enquiry",

		"/admin/gallring": "propose-disposal", "/admin/gallring/{disposal}/beslut": "decide-disposal", "/admin/gallring/{disposal}/genomfor": "carry-out-disposal",
		"/admin/gallring-plan": "add-retention-rule", "/admin/gallring-plan/{rule}/avsluta": "end-retention-rule",
		"/admin/gallring-stopp": "hold-record", "/admin/gallring-stopp/{hold}/slapp": "release-record",

		"/admin/sdk": "add-sdk-address", "/admin/sdk/{address}/ta-bort": "remove-sdk-address", "/admin/sdk-filer/{file}/igen": "retry-refused-sdk-file",
		"/admin/webhookar": "make-webhook", "/admin/webhookar/{webhook}/avsluta": "end-webhook", "/admin/webhookar/{webhook}/prova": "try-webhook",
		"/admin/webhook-sandningar/{delivery}/igen": "resend-webhook-delivery",
	}
}

func operationsOfAgreements() map[string]string {
	return map[string]string{
		"/ataganden/{agreement}/{number}/bestrid": "dispute-commitment", "/ataganden/{agreement}/{number}/svara": "answer-dispute",
		"/ataganden/{agreement}/{number}/foresla": "propose-outcome", "/ataganden/{agreement}/{number}/godta": "accept-outcome",
		"/ataganden/{agreement}/{number}/ta-tillbaka": "take-back-dispute",

		"/overenskommelser/ny": "register-agreement", "/overenskommelser/{id}/ratta": "correct-agreement", "/overenskommelser/{id}/avsluta": "end-agreement",
		"/overenskommelser/{id}/kopia": "attach-agreement-copy", "/overenskommelser/{id}/diarienummer": "number-agreement",
		"/overenskommelser/{id}/sag-upp": "give-notice", "/overenskommelser/{id}/sag-upp/{notice}/ta-tillbaka": "withdraw-notice",
		"/overenskommelser/{id}/lamna-over": "propose-handover", "/overenskommelser/{id}/lamna-over/{handover}/godkann": "agree-to-handover",
		"/overenskommelser/{id}/lamna-over/{handover}/stoppa": "stop-handover",

		"/utkast/nytt": "begin-draft", "/oversikt/texter/mall/{no}/{id}": "begin-amendment", "/utkast/{id}/avbryt": "withdraw-draft",
		"/utkast/{id}/checklista": "tick-draft-checklist", "/utkast/{id}/dokument": "attach-document", "/utkast/{id}/dokument/{document}/ta-bort": "remove-document",
		"/utkast/{id}/falt/{field}": "change-draft-field", "/utkast/{id}/falt/{field}/kommentar": "comment-draft", "/utkast/{id}/falt/{field}/lost": "resolve-comments",
		"/utkast/{id}/falt/{field}/avfarda": "dismiss-ready-proposal",
		"/utkast/{id}/lamna":                "propose-draft", "/utkast/{id}/penna": "take-or-leave-pen", "/utkast/{id}/ta-tillbaka": "take-back-approval",
		"/utkast/{id}/version/{no}": "approve-draft", "/utkast/{id}/undertecknare": "begin-signing",

		"/underskrift/{id}/ta-tillbaka": "withdraw-signing", "/underskrift/plats/{slot}/delegation": "record-delegation",
		"/underskrift/plats/{slot}/ersattare": "replace-signatory", "/underskrift/plats/{slot}/papper": "bring-paper",

		"/mall/borja": "begin-next-template", "/mall/nasta/not": "note-next-template", "/mall/nasta/ta-bort": "discard-next-template",
		"/stod/ny": "ask-for-help", "/stod/{help}/svara": "answer-help-request", "/stod/{help}/fraga": "follow-help-request", "/stod/{help}/avsluta": "close-help-request",

		"/overenskommelser/{id}/grupper/ny": "add-group", "/grupper/{group}/ratta": "correct-group", "/grupper/{group}/ledamoter/ny": "add-group-member",
		"/grupper/{group}/ledamoter/{member}/avsluta": "end-group-member", "/grupper/{group}/planera": "plan-group-meetings",
		"/moten/{meeting}/flytta": "move-group-meeting", "/moten/{meeting}/stall-in": "cancel-group-meeting", "/moten/{meeting}/genomfort": "hold-group-meeting",
		"/moten/{meeting}/punkt": "add-meeting-point", "/moten/{meeting}/protokoll": "write-meeting-minutes", "/moten/{meeting}/beslut/nytt": "add-meeting-decision",
		"/moten/{meeting}/beslut/{decision}": "close-meeting-decision", "/overenskommelser/{id}/oversyn/ny": "add-agreement-review",

		"/overenskommelser/{id}/rutiner/ny": "write-routine", "/rutiner/{id}/andra": "edit-routine", "/rutiner/{id}/galler": "put-routine-in-force",
		"/rutiner/{id}/oversyn": "review-routine", "/rutiner/{id}/upphor": "retire-routine", "/rutiner/{id}/dela": "share-routine",
		"/rutiner/{id}/ta-over": "take-over-routine", "/rutiner/{id}/ursprung": "decide-on-origin",

		"/overenskommelser/{id}/ansvar/andra": "add-responsibility", "/overenskommelser/{id}/ansvar/bekrafta": "confirm-responsibilities",
		"/overenskommelser/{id}/ansvar/forslag": "propose-responsibilities", "/kommun/{code}/omstallning/ny": "begin-transition",
		"/omstallning/{id}/andra": "correct-transition", "/omstallning/{id}/uppgift": "add-transition-task", "/omstallning/{id}/punkt": "add-transition-point",
		"/omstallning/{id}/steg": "step-transition",
	}
}

// takesPerson says of what no program may do why it takes a person. docs/api.md says the same to those who write programs.
func takesPerson() map[string]string {
	return map[string]string{
		"/underskrift/plats/{slot}/underteckna": "who signs has shown anew who they are",
		"/underskrift/plats/{slot}/nej":         "only who is named to sign can refuse, and no program is",
		"/underskrift/plats/{slot}/bekrafta":    "a person of the other party reads the paper before it counts",
		"/mall/nasta/godkann":                   "four eyes: a person of each body approves the template",
		"/mall/nasta/aterta":                    "an approval is taken back by the body's person who gives it",
		"/mall/nasta/publicera":                 "four eyes: a person publishes what both have approved",
		"/moten/{meeting}/justera":              "minutes are adjusted by those who were there, each in person",
		"/overenskommelser/importera":           "a file is read on trial and a person looks at what it would change; the command samsyn import reads without one",
		"/inlasning/{import}":                   "a person confirms what the trial showed",
		"/inlasning/{import}/kopior":            "the copies belong to the file that the person confirms",
		"/insatser/las-in":                      "a file is tried and a person looks at what it would change; a program adds and changes measures one by one",
		"/personer/{id}/grund/{grund}/underlag": "whoever took the paper scans it, and reads it when it is judged",
		"/personer/{id}/mina-sidor":             "a caseworker has the person before them and hands over the paper",
		"/personer/{id}/mina-sidor/sparra":      "a caseworker is told that the paper is lost",
		"/fragor/{id}/slang":                    "a draft is what a person has not finished; a program sends its question whole",
		"/admin/gallring/{disposal}/paket":      "a person sees that the package lies in the archive before anything is destroyed",
	}
}

// ofRooms tells whether a page belongs to the rooms that this contract is about: those of agreements, and those of
// reaching each other, asking and answering. The page of one's own day writes nothing itself.
func ofRooms(pattern string) bool {
	return slices.ContainsFunc([]string{"/ataganden/", "/overenskommelser", "/inlasning/", "/utkast", "/underskrift/", "/mall/", "/stod/", "/grupper/", "/moten/", "/rutiner/",
		"/omstallning/", "/oversikt/texter/", "/kontaktvagar", "/franvaro", "/personer/", "/fragor", "/eskaleringar", "/avvikelser", "/underrattelser", "/begaran", "/arenden", "/personmoten", "/narvarodagar", "/overlamningar", "/utfall", "/loggkontroll", "/incidenter", "/insatser", "/admin/gallring", "/admin/sdk", "/admin/webhook"},
		func(start string) bool { return strings.HasPrefix(pattern, start) }) || strings.Contains(pattern, "/omstallning/")
}

// partOfTemplate tells of the pages that edit one part of the template's next version: the API replaces its whole text.
func partOfTemplate(pattern string) bool {
	return strings.HasPrefix(pattern, "/mall/nasta/") && slices.ContainsFunc([]string{"atagande", "bilaga", "paragraf", "variabel", "las-in", "ny-"}, func(part string) bool {
		return strings.HasPrefix(strings.TrimPrefix(pattern, "/mall/nasta/"), part)
	})
}

// Each page that writes has an operation that does the same by the same right, or a reason why it takes a person.
func TestEachPageThatWritesHasItsOperation(t *testing.T) {
	h := apptest.House(t, db.SQLite)
	byID := map[string]web.Route{}
	for _, r := range h.Routes() {
		if r.Operation != "" {
			byID[r.Operation] = r
		}
	}
	seen := map[string]bool{}
	for _, r := range h.Routes() {
		if r.API || r.Method != http.MethodPost || !ofRooms(r.Pattern) {
			continue
		}
		seen[r.Pattern] = true
		id := operations()[r.Pattern]
		if partOfTemplate(r.Pattern) {
			id = "replace-next-template"
		}
		why := takesPerson()[r.Pattern]
		switch op, there := byID[id]; {
		case id == "" && why == "", id != "" && why != "":
			t.Errorf("POST %s has no operation in the API and no reason why it takes a person, or both", r.Pattern)
		case id != "" && !there:
			t.Errorf("POST %s: there is no operation %s", r.Pattern, id)
		case id != "" && (op.Method != http.MethodPost || op.Action != r.Action && id != "begin-amendment"):
			t.Errorf("POST %s asks for %s, and %s (%s) for %s", r.Pattern, r.Action, id, op.Method, op.Action)
		}
	}
	for _, said := range []map[string]string{operations(), takesPerson()} {
		for pattern := range said {
			if !seen[pattern] {
				t.Errorf("there is no page POST %s", pattern)
			}
		}
	}
}

// lists are the pages that are lists, and the reading of each in the API; each answers as CSV and XLSX too.
func lists() map[string]string {
	return map[string]string{
		"/overenskommelser": "list-agreements", "/overenskommelser/{id}/ataganden": "list-commitments", "/utkast": "list-drafts", "/rutiner": "list-routines", "/insatser": "list-measures",
		"/stod": "list-help-requests", "/overenskommelser/{id}/ansvar": "get-responsibilities", "/oversikt/texter": "list-clauses", "/oversikt/ataganden": "list-targets",
	}
}

func TestEachListHasItsFilesAndItsReading(t *testing.T) {
	h := apptest.Demo(t, db.SQLite)
	there := map[string]bool{}
	for _, r := range h.Routes() {
		there[r.Operation] = true
	}
	id, err := db.One[string](t.Context(), h.DB, "SELECT id FROM agreement WHERE id IN (SELECT agreement_id FROM commitment) ORDER BY id LIMIT 1")
	if err != nil {
		t.Fatal(err)
	}
	p := h.As(cast.Anna)
	for pattern, op := range lists() {
		if !there[op] {
			t.Errorf("%s has no reading %s", pattern, op)
		}
		for format, kind := range map[string]string{"csv": "text/csv", "xlsx": "application/vnd.openxml"} {
			w := p.Answer(http.MethodGet, strings.Replace(pattern, "{id}", id, 1)+"?format="+format, nil)
			if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), kind) {
				t.Errorf("%s as %s answers %d %s", pattern, format, w.Code, w.Header().Get("Content-Type"))
			}
		}
	}
}
