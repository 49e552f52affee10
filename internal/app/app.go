package app

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/netip"
	"time"

	"samsyn/internal/accesslog"
	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/commitment"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/deviation"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/escalation"
	"samsyn/internal/exchange"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/handover"
	"samsyn/internal/incident"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/measure"
	"samsyn/internal/meeting"
	"samsyn/internal/negotiation"
	"samsyn/internal/notice"
	"samsyn/internal/outcome"
	"samsyn/internal/person"
	"samsyn/internal/plan"
	"samsyn/internal/promise"
	"samsyn/internal/public"
	"samsyn/internal/record"
	"samsyn/internal/request"
	"samsyn/internal/responsibility"
	"samsyn/internal/routine"
	"samsyn/internal/seal"
	"samsyn/internal/seeker"
	"samsyn/internal/signin"
	"samsyn/internal/signing"
	"samsyn/internal/statutory"
	"samsyn/internal/steering"
	"samsyn/internal/template"
	"samsyn/internal/web"
	"samsyn/internal/webhook"
)

// Options are what the house is opened with. The zero value of each is good for a trial.
type Options struct {
	Database string // path or postgres:// URL
	Keys     *seal.Keys
	DB       db.Options // the seams: clock, randomness, commit
	Log      *slog.Logger

	Demo          bool // invented people may be signed in as, and every page says so
	BaseURL       string
	HTTPS         bool
	Proxies       []netip.Prefix
	Idle          time.Duration // of a session
	Absolute      time.Duration
	Timeout       time.Duration // of a request
	MetricsListen string        // address for /metrics alone; empty for none
	Mail          string        // smtp:// or smtps:// URL; empty sends no mail
	MailFrom      string
	SDK           exchange.Folder  // where an access point leaves and fetches files; empty for none
	Timestamps    string           // address of an RFC 3161 time-stamping service for sealed documents; empty for none
	Publisher     public.Publisher // of the open data, as data portals are told
	Quick         bool             // cheap password hashes, for tests and the demo

	Provider *signin.ProviderConfig // of sign-in by OpenID Connect; nil for none
	SAML     *signin.SAMLConfig     // a provider of sign-in by SAML; nil for none

	SeekerProvider *signin.ProviderConfig // of e-identification for job seekers, who state their personal number; nil for none
}

// App is the open house.
type App struct {
	DB          *db.DB
	Trail       *audit.Trail
	Keys        *seal.Keys
	Queue       *job.Queue
	Router      *web.Router
	Directory   *directory.Service
	Accounts    *account.Service
	SignIn      *signin.Service
	Templates   *template.Service
	Agreements  *agreement.Service
	Commitments *commitment.Service
	Drafts      *negotiation.Service
	Signing     *signing.Service
	Steering    *steering.Service
	Notices     *notice.Notices

	Routines         *routine.Service
	Responsibilities *responsibility.Service
	Contacts         *contact.Service
	Exchange         *exchange.Service
	Records          *record.Records
	Webhooks         *webhook.Service
	Persons          *person.Service
	Seekers          *seeker.Service
	Enquiries        *enquiry.Service
	Escalations      *escalation.Service
	Deviations       *deviation.Service
	Matters          *matter.Service
	Measures         *measure.Service
	Handovers        *handover.Service
	Plans            *plan.Service
	Outcomes         *outcome.Service
	Meetings         *meeting.Service
	Statutory        *statutory.Service
	Promises         *promise.Service
	AccessLog        *accesslog.Service
	Requests         *request.Service
	Incidents        *incident.Service

	o      Options
	eid    *signin.Provider // of job seekers; nil for none
	writer *db.Writer
	ready  readiness
	book   *directory.Book // where readers work, for the head of every page
}

// Open opens the database, brings it forward, fills in the reference tables and puts every room in its place. Nothing
// runs yet.
func Open(ctx context.Context, o Options) (*App, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.DB.Log = func(text string, attrs ...any) { o.Log.Error(text, attrs...) }
	d, w, err := db.Open(ctx, o.Database, o.DB)
	if err != nil {
		return nil, err
	}
	a := &App{o: o, DB: d, writer: w, Keys: o.Keys, book: directory.NewBook()}
	if err := a.furnish(ctx); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

func (a *App) furnish(ctx context.Context) (err error) {
	a.Trail = audit.New(a.writer, a.Keys)
	if err := a.ownKeys(ctx); err != nil {
		return err
	}
	if err := a.Trail.Sequence(ctx); err != nil {
		return err
	}
	if err := a.seed(ctx); err != nil {
		return err
	}
	a.Templates = template.New(a.Trail)
	if a.Directory, err = directory.New(a.Trail); err != nil {
		return err
	}
	a.Agreements = agreement.New(a.Trail)
	a.Agreements.Record = agreement.RecordCoverage
	a.Commitments = commitment.New(a.Trail)
	a.Commitments.Tell = a.tellCommitment
	a.Agreements.Wides = append(a.Agreements.Wides, a.Commitments.Panel)
	a.Agreements.Leads = append(a.Agreements.Leads, a.leadSigning, a.leadDraft, a.Commitments.Lead)
	a.Agreements.Renew = renewAt
	a.Drafts = negotiation.New(a.Trail, catalogued)
	a.Agreements.Panels = append(a.Agreements.Panels, a.Drafts.Panel)
	a.Agreements.Notice = negotiation.NoticeMonths
	a.signing()
	a.steering()
	a.routines()
	a.contacts()
	a.exchange()
	a.enquiries()
	a.escalations()
	a.deviations()
	a.matters()
	a.measures()
	a.plans()
	a.outcomes()
	a.meetings()
	a.statutory()
	a.requests()
	a.incidents()
	a.promises()
	a.accessLog()
	a.records()
	a.seekers()
	a.extracts()
	a.Accounts = &account.Service{Trail: a.Trail, Keys: a.Keys, Hasher: account.NewHasher()}
	if a.o.Quick {
		a.Accounts.Hasher = account.QuickHasher()
	}
	if err := a.signIn(); err != nil {
		return err
	}
	if err := a.identification(); err != nil {
		return err
	}
	if err := a.jobs(); err != nil {
		return err
	}
	a.notices()
	a.contactsByTheClock()
	a.exchangeByTheClock()
	a.enquiriesByTheClock()
	a.escalationsByTheClock()
	a.deviationsByTheClock()
	a.statutoryByTheClock()
	a.requestsByTheClock()
	a.incidentsByTheClock()
	a.plansByTheClock()
	a.outcomesByTheClock()
	a.meetingsByTheClock()
	a.mattersByTheClock()
	a.measuresByTheClock()
	a.accessLogByTheClock()
	a.promisesByTheClock()
	a.Router = web.New(a.webOptions())
	a.Accounts.Revoke = a.Router.Sessions().RevokeAll
	a.routes()
	a.Webhooks.Routes(a.Router)
	a.meters()
	return nil
}

// seed fills in the reference tables, marks the facts that have no mark yet and numbers the questions that have no number. Of nodes that start at once on a new database each finds out what is missing, and
// those that come second begin anew with what the first has written.
func (a *App) seed(ctx context.Context) (err error) {
	for try := range 6 {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(try) * 200 * time.Millisecond):
		}
		if err = fact.MarkAll(ctx, a.Trail); err == nil {
			err = directory.Seed(ctx, a.Trail)
		}
		if err == nil {
			err = template.Seed(ctx, a.Trail)
		}
		if err == nil {
			err = enquiry.NumberAll(ctx, a.Trail)
		}
		if !fault.Is(err, fault.Conflict) && !db.IsUnique(err) {
			return err
		}
	}
	return err
}

// signIn puts the means of sign-in in place, with the provider that the installation has.
func (a *App) signIn() (err error) {
	a.SignIn = &signin.Service{Trail: a.Trail, Keys: a.Keys, Accounts: a.Accounts, Base: a.o.BaseURL, Demo: a.o.Demo}
	if a.o.Provider != nil {
		a.SignIn.Provider, err = signin.NewProvider(*a.o.Provider, a.DB.Now)
	}
	if err == nil && a.o.SAML != nil {
		a.SignIn.SAML, err = signin.NewSAML(*a.o.SAML, a.DB.Now)
	}
	return err
}

// Close lets go of the database, after the act under way.
func (a *App) Close() error {
	a.writer.Close()
	return a.DB.Close()
}

// Sealed lists every sealed column of the house.
func Sealed() []seal.Column {
	var all []seal.Column
	for _, room := range [][]seal.Column{account.Sealed(), signin.Sealed(), accesslog.Sealed(), file.Columns(), job.Sealed(), web.Sealed(), person.Sealed(), exchange.Sealed(), enquiry.Sealed(), matter.Sealed(), outcome.Sealed(), handover.Sealed(), escalation.Sealed(), request.Sealed(), incident.Sealed(), webhook.Sealed(), seeker.Sealed()} {
		all = append(all, room...)
	}
	return all
}

// FactsLeft lists where the rooms keep the facts that their things have left.
func FactsLeft() []fact.Left {
	left := func(table, sv, en string) fact.Left {
		return fact.Left{Table: table, Column: "fact_id", Of: language.T(sv, en)}
	}
	return []fact.Left{
		left("agreement_fact", "en överenskommelse", "an agreement"), left("steering_fact", "ett möte eller en uppföljning", "a meeting or a review"),
		left("responsibility_fact", "en ansvarsmatris", "a responsibility matrix"), left("contact_fact", "en kontaktväg", "a contact path"),
		left("contact_staffing", "bemanningen", "the staffing"), left("enquiry_fact", "en fråga", "a question"), left("escalation_fact", "en eskalering", "an escalation"),
		left("deviation_fact", "en avvikelse", "a deviation"), left("deviation_analysis", "en orsaksanalys", "an analysis of causes"),
		left("statutory_fact", "en underrättelse", "a statutory notice"),
		left("request_fact", "en begäran", "a request"),
		left("exchange_fact", "ett utlämnande", "a disclosure"),
		left("incident_fact", "en incident", "an incident"),
		left("matter_fact", "ett ärende mellan två myndigheter", "a matter between two authorities"), left("handover_fact", "en överlämning", "a hand-over"),
		left("meeting_fact", "ett möte med en person", "a meeting with a person"),
		left("measure_fact", "en insats i verktygslådan", "a measure of the toolbox"),
		left("plan_fact", "en gemensam plan", "a joint plan"), left("outcome_fact", "utfallet av en gemensam plan", "the outcome of a joint plan"),
		left("accesslog_fact", "en loggkontroll, en nödöppning eller ett samtycke", "a log review, an emergency opening or a consent"),
	}
}

// Rand is the randomness of the house.
func (a *App) Rand() io.Reader { return a.DB.Rand() }
