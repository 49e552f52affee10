package app

import (
	"context"

	"samsyn/internal/mypages"
	"samsyn/internal/policy"
	"samsyn/internal/seeker"
	"samsyn/internal/signin"
	"samsyn/internal/web"
)

// seekers puts in place who signs in as the person whom the data is about.
func (a *App) seekers() {
	a.Seekers = seeker.New(a.Trail)
	a.Seekers.Demo, a.Seekers.Base = a.o.Demo, a.o.BaseURL
	a.Persons.Panels = append(a.Persons.Panels, a.Seekers.PersonPanel)
}

// authenticate is who stands behind a session: a member of staff, or a job seeker. The two never meet.
func (a *App) authenticate(ctx context.Context, s web.Session) (policy.Actor, error) {
	if seeker.Is(s.Account) {
		return a.Seekers.Authenticate(ctx, s)
	}
	return a.Accounts.Authenticate(ctx, s.Account, s.Authority)
}

// signInAt leads to the job seekers' own sign-in from their pages.
func signInAt(path string) string {
	if mypages.Below(path) {
		return mypages.SignInPath
	}
	return ""
}

// myPages are what a job seeker sees.
func (a *App) myPages() {
	a.Seekers.Routes(a.Router)
	(&mypages.View{Trail: a.Trail, Seekers: a.Seekers, Persons: a.Persons, Requests: a.Requests, Plans: a.Plans, Outcomes: a.Outcomes, Meetings: a.Meetings, Log: a.AccessLog, Provider: a.eid, Base: a.o.BaseURL, Panels: []mypages.Panel{a.Meetings.OwnPanel}}).Routes(a.Router)
}

// identification is the provider of e-identification for job seekers that the installation has.
func (a *App) identification() (err error) {
	if a.o.SeekerProvider != nil {
		a.eid, err = signin.NewProvider(*a.o.SeekerProvider, a.DB.Now)
	}
	return err
}
