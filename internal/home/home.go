package home

import (
	"samsyn/internal/accesslog"
	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/deviation"
	"samsyn/internal/enquiry"
	"samsyn/internal/escalation"
	"samsyn/internal/handover"
	"samsyn/internal/incident"
	"samsyn/internal/matter"
	"samsyn/internal/meeting"
	"samsyn/internal/negotiation"
	"samsyn/internal/notice"
	"samsyn/internal/outcome"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
	"samsyn/internal/request"
	"samsyn/internal/signing"
	"samsyn/internal/statutory"
	"samsyn/internal/steering"
	"samsyn/internal/template"
	"samsyn/internal/web"
)

// Path is the address of my day.
const Path = "/hem"

// Home is my day.
type Home struct {
	DB       *db.DB
	Accounts *account.Service
	Notices  *notice.Notices
	Find     notice.Find // gives the page of a thing that a notice is about

	// What waits for the reader's own hand; nil where there is none of it.
	Signing *signing.Service
	Drafts  *negotiation.Service
	Promise *commitment.Service

	Steering  *steering.Service
	Templates *template.Service

	Enquiries *enquiry.Service // nil where there are no questions

	Escalations *escalation.Service // nil where nothing is escalated

	Deviations *deviation.Service // nil where there are none

	Requests  *request.Service  // nil where nobody asks
	Matters   *matter.Service   // nil where there are none
	Meetings  *meeting.Service  // nil where there are none
	Handovers *handover.Service // nil where there are none
	Plans     *plan.Service     // nil where there are none
	Outcomes  *outcome.Service  // nil where there are none

	Statutory *statutory.Service // nil where there are no statutory notices
	AccessLog *accesslog.Service // nil where nobody reviews the log
	Incidents *incident.Service  // nil where there is no register of them
}

// Routes registers the page.
func (h *Home) Routes(rt *web.Router) {
	rt.Handle("GET "+Path, policy.OpenHome, h.page)
}

func (h *Home) today() calendar.Date { return calendar.DateOf(h.DB.Now()) }
