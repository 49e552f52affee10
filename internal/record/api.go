package record

import (
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/web"
)

type answer[T any] struct{ Body T }

type list[T any] struct {
	Items []T `json:"items" nullable:"false"`
}

// DueBody is something that may be destroyed, or is, as the API gives it.
type DueBody struct {
	Thing   string        `json:"thing"`
	DocType string        `json:"docType"`
	From    calendar.Date `json:"from" doc:"Dagen som tiden räknas från || The day that the period is counted from"`
	Due     calendar.Date `json:"due" doc:"Första dagen då det får gallras || The first day on which it may be destroyed"`
	Source  string        `json:"source" doc:"Rättslig grund || Legal source"`
}

// DisposalBody is a disposal as the API gives it.
type DisposalBody struct {
	ID         string     `json:"id"`
	Number     string     `json:"number"`
	State      State      `json:"state" enum:"proposed,approved,refused,carried-out"`
	MustExport bool       `json:"mustExport"`
	Export     string     `json:"export,omitempty" doc:"Arkivpaketets SHA-256 || SHA-256 of the archive package"`
	Musts      int64      `json:"exportMusts,omitempty" doc:"Ska-krav i E-ARK SIP 2.1 som arkivpaketet uppfyller || MUSTs of E-ARK SIP 2.1 that the archive package meets"`
	Shoulds    []string   `json:"exportShoulds,omitempty" doc:"Bör-krav som paketet inte följer || SHOULDs that the package does not follow"`
	Proposed   time.Time  `json:"proposed"`
	ProposedBy string     `json:"proposedBy"`
	Decided    *time.Time `json:"decided,omitempty"`
	DecidedBy  string     `json:"decidedBy,omitempty"`
	Reason     string     `json:"reason,omitempty"`
	CarriedOut *time.Time `json:"carriedOut,omitempty"`
	Items      []DueBody  `json:"items,omitempty"`
}

// RuleBody is a rule of the plan as the API gives and takes it.
type RuleBody struct {
	ID      string        `json:"id,omitempty" readOnly:"true"`
	DocType string        `json:"docType" maxLength:"60"`
	Keep    bool          `json:"keep,omitempty" doc:"Bevaras för alltid || Kept for ever"`
	Months  int64         `json:"months,omitempty" minimum:"0" maximum:"2400"`
	Starts  Start         `json:"starts,omitempty" enum:"created,last-entry,closed,ended"`
	Source  string        `json:"source" maxLength:"300"`
	From    calendar.Date `json:"from"`
	To      calendar.Date `json:"to,omitzero" readOnly:"true"`
}

// DisposalID names a disposal in an address of the API. It is exported, since only then the fields of what is embedded
// are read.
type DisposalID struct {
	ID string `path:"disposal" maxLength:"40"`
}

func (r *Records) apiRoutes(rt *web.Router) {
	t, tag := language.T, []string{web.Both(sayTitle)}
	op := func(id, method, path string, status int, sum language.Text) huma.Operation {
		return huma.Operation{OperationID: id, Method: method, Path: path, Tags: tag, DefaultStatus: status, Summary: web.Both(sum)}
	}
	const one = "/disposals/{disposal}"
	web.API(rt, op("list-due-records", http.MethodGet, "/due-records", 200, t("Lista det som får gallras i dag", "List what may be destroyed today")), policy.ReadRecords, r.apiDue)
	web.API(rt, op("list-retention-rules", http.MethodGet, "/retention-rules", 200, t("Lista reglerna i myndighetens plan", "List the rules of the authority's plan")), policy.ReadRecords, r.apiRules)
	web.API(rt, op("add-retention-rule", http.MethodPost, "/retention-rules", 201, t("Lägg till en regel", "Add a rule")), policy.EditRetention, r.apiAddRule)
	web.API(rt, op("hold-record", http.MethodPost, "/record-holds", 204, t("Stoppa gallringen av en akt", "Stop the destruction of a file")), policy.HoldRecord, r.apiHold)
	web.API(rt, op("end-retention-rule", http.MethodPost, "/retention-rules/{rule}/endings", 200, t("Låt en regel sluta gälla i dag", "Let a rule cease today")), policy.EditRetention, r.apiEndRule)
	web.API(rt, op("list-record-holds", http.MethodGet, "/record-holds", 200, t("Lista akter vars gallring är stoppad", "List files whose destruction is stopped")), policy.ReadRecords, r.apiHolds)
	web.API(rt, op("release-record", http.MethodPost, "/record-holds/{hold}/endings", 200, t("Låt en akt gallras igen", "Let a file be destroyed again")), policy.HoldRecord, r.apiLetGo)
	web.API(rt, op("list-disposals", http.MethodGet, "/disposals", 200, t("Lista gallringar", "List disposals")), policy.ReadRecords, r.apiList)
	web.API(rt, op("propose-disposal", http.MethodPost, "/disposals", 201, t("Föreslå gallring av det som får gallras av en handlingstyp", "Propose a disposal of what is due of a document type")), policy.ProposeDisposal, r.apiPropose)
	web.API(rt, op("get-disposal", http.MethodGet, one, 200, t("Hämta en gallring", "Get one disposal")), policy.ReadRecords, r.apiOne)
	web.API(rt, op("decide-disposal", http.MethodPost, one+"/decisions", 200, t("Besluta om en gallring", "Decide on a disposal")), policy.DecideDisposal, r.apiDecide)
	web.API(rt, op("carry-out-disposal", http.MethodPost, one+"/executions", 200, t("Genomför en beslutad gallring", "Carry out an approved disposal")), policy.CarryOutDisposal, r.apiCarryOut)
}

func dueBodies(items []Item) []DueBody {
	out := make([]DueBody, len(items))
	for i, item := range items {
		out[i] = DueBody{item.Thing().String(), item.DocType, item.Start, item.Due, item.Source}
	}
	return out
}

func disposalBody(d Disposal) DisposalBody {
	return DisposalBody{ID: d.ID, Number: d.Number, State: d.State, MustExport: d.MustExport, Export: d.ExportDigest, Musts: d.ExportMusts, Shoulds: strings.Fields(d.ExportShoulds), Proposed: d.ProposedAt.Time, ProposedBy: d.ProposedBy,
		Decided: instant(d.DecidedAt), DecidedBy: d.DecidedBy, Reason: d.Decision, CarriedOut: instant(d.CarriedOutAt)}
}

func instant(at db.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at.Time
}

func (r *Records) apiDue(req *web.Request, _ *struct{}) (*answer[list[DueBody]], error) {
	items, err := r.DueNow(req.Context(), r.Trail.DB(), req.Actor, req.Actor.Authority)
	return &answer[list[DueBody]]{list[DueBody]{dueBodies(items)}}, err
}

func ruleBody(rule Rule) RuleBody {
	return RuleBody{rule.ID, rule.DocType, rule.Keep, rule.Months, rule.Start, rule.Source, rule.From, rule.To}
}

func ruleBodies(rules []Rule) list[RuleBody] {
	out := list[RuleBody]{Items: make([]RuleBody, len(rules))}
	for i, rule := range rules {
		out.Items[i] = ruleBody(rule)
	}
	return out
}

func (r *Records) apiRules(req *web.Request, _ *struct{}) (*answer[list[RuleBody]], error) {
	if err := r.mayRead(req.Context(), r.Trail.DB(), req.Actor, req.Actor.Authority); err != nil {
		return nil, err
	}
	rules, err := RulesOf(req.Context(), r.Trail.DB(), req.Actor.Authority)
	return &answer[list[RuleBody]]{ruleBodies(rules)}, err
}

func (r *Records) apiAddRule(req *web.Request, in *struct{ Body RuleBody }) (*answer[RuleBody], error) {
	b := in.Body
	rule, err := r.AddRule(req.Context(), req.Actor, Rule{Authority: req.Actor.Authority, DocType: b.DocType, Keep: b.Keep, Months: b.Months, Start: b.Starts, Source: b.Source, From: b.From})
	return &answer[RuleBody]{ruleBody(rule)}, err
}

func (r *Records) apiHold(req *web.Request, in *struct {
	Body struct {
		Number string `json:"number" maxLength:"100" doc:"Aktens diarienummer || The file's registry number"`
		Reason string `json:"reason" maxLength:"300" doc:"Skriv inga personuppgifter. || Write no personal data."`
	}
}) (*struct{}, error) {
	return &struct{}{}, r.HoldNumber(req.Context(), req.Actor, req.Actor.Authority, in.Body.Number, in.Body.Reason)
}

func (r *Records) apiEndRule(req *web.Request, in *struct {
	Rule string `path:"rule" maxLength:"40"`
}) (*answer[list[RuleBody]], error) {
	if err := r.endRuleToday(req.Context(), req.Actor, in.Rule); err != nil {
		return nil, err
	}
	rules, err := RulesOf(req.Context(), r.Trail.DB(), req.Actor.Authority)
	return &answer[list[RuleBody]]{ruleBodies(rules)}, err
}

// HoldBody is a stop of a destruction as the API gives it.
type HoldBody struct {
	ID     string    `json:"id"`
	Thing  string    `json:"thing"`
	Reason string    `json:"reason"`
	Since  time.Time `json:"since"`
}

func holdBodies(holds []HoldRow) list[HoldBody] {
	out := list[HoldBody]{Items: make([]HoldBody, len(holds))}
	for i, h := range holds {
		out.Items[i] = HoldBody{h.ID, ref.To(h.Kind, h.Thing).String(), h.Reason, h.PlacedAt.Time}
	}
	return out
}

func (r *Records) apiHolds(req *web.Request, _ *struct{}) (*answer[list[HoldBody]], error) {
	if err := r.mayRead(req.Context(), r.Trail.DB(), req.Actor, req.Actor.Authority); err != nil {
		return nil, err
	}
	holds, err := HoldsOf(req.Context(), r.Trail.DB(), req.Actor.Authority)
	return &answer[list[HoldBody]]{holdBodies(holds)}, err
}

func (r *Records) apiLetGo(req *web.Request, in *struct {
	Hold string `path:"hold" maxLength:"40"`
}) (*answer[list[HoldBody]], error) {
	if err := r.letGoHeld(req.Context(), req.Actor, in.Hold); err != nil {
		return nil, err
	}
	holds, err := HoldsOf(req.Context(), r.Trail.DB(), req.Actor.Authority)
	return &answer[list[HoldBody]]{holdBodies(holds)}, err
}

func (r *Records) apiList(req *web.Request, in *web.Paging) (*answer[*web.PageOf[DisposalBody]], error) {
	ctx, q, own := req.Context(), r.Trail.DB(), req.Actor.Authority
	after, err := in.Cursor(1)
	if err == nil {
		err = r.mayRead(ctx, q, req.Actor, own)
	}
	if err != nil {
		return nil, err
	}
	before := ""
	if len(after) > 0 {
		before = after[0]
	}
	found, err := DisposalsOf(ctx, q, own, before, in.Limit+1)
	if err != nil {
		return nil, err
	}
	total, err := db.One[int64](ctx, q, "SELECT count(*) FROM record_disposal WHERE authority_id = $1", own)
	rows := make([]DisposalBody, len(found))
	for i, d := range found {
		rows[i] = disposalBody(d)
	}
	return &answer[*web.PageOf[DisposalBody]]{web.NewPageOf(rows, in.Limit, int(total), func(d DisposalBody) web.Cursor { return web.Cursor{d.ID} })}, err
}

func (r *Records) apiPropose(req *web.Request, in *struct {
	Body struct {
		DocType    string `json:"docType" maxLength:"60"`
		MustExport bool   `json:"mustExport,omitempty"`
	}
}) (*answer[DisposalBody], error) {
	d, err := r.ProposeDue(req.Context(), req.Actor, req.Actor.Authority, in.Body.DocType, in.Body.MustExport)
	return &answer[DisposalBody]{disposalBody(d)}, err
}

func (r *Records) apiOne(req *web.Request, in *DisposalID) (*answer[DisposalBody], error) {
	d, items, err := r.Read(req.Context(), r.Trail.DB(), req.Actor, in.ID)
	b := disposalBody(d)
	b.Items = dueBodies(items)
	return &answer[DisposalBody]{b}, err
}

func (r *Records) apiDecide(req *web.Request, in *struct {
	DisposalID
	Body struct {
		Approve bool   `json:"approve"`
		Reason  string `json:"reason" maxLength:"300"`
	}
}) (*answer[DisposalBody], error) {
	d, err := r.Decide(req.Context(), req.Actor, in.ID, in.Body.Approve, in.Body.Reason)
	return &answer[DisposalBody]{disposalBody(d)}, err
}

func (r *Records) apiCarryOut(req *web.Request, in *DisposalID) (*answer[DisposalBody], error) {
	d, err := r.CarryOut(req.Context(), req.Actor, in.ID)
	return &answer[DisposalBody]{disposalBody(d)}, err
}
