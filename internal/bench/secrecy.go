package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/seal"
	"samsyn/internal/web"
)

// secret is a house with one question about one person, and a stranger who may see neither.
type secret struct {
	*app.App
	question, person string // ids
	cookies          []*http.Cookie
}

const (
	inPath   = "/bench/in"
	noneID   = "01900000-0000-7000-8000-000000000000"
	answers  = 400 // of each kind
	warmings = 40
)

// secrecy prints how long it takes to be told that there is none, and that one may not, of the same things by the same
// stranger: taken in turns in one run, the distributions should not be told apart.
func secrecy(ctx context.Context, _ settings, title, dsn string) (err error) {
	s, err := newHouse(ctx, dsn, (*secret).places, (*secret).asked, (*secret).stranger)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	fmt.Printf("\n%s: \"you may not\" beside \"there is none\", %d answers of each\n", title, answers)
	for _, way := range [][2]string{
		{"the page of a question", "/fragor/" + s.question}, {"a question in the API", "/api/v1/enquiries/" + s.question},
		{"the page of a person", "/personer/" + s.person}, {"an attachment", "/fragor/" + s.question + "/bilaga/" + noneID},
	} {
		none := strings.NewReplacer(s.question, noneID, s.person, noneID).Replace(way[1])
		mayNot, isNone, err := s.turns(way[1], none)
		if err != nil {
			return fmt.Errorf("%s: %w", way[0], err)
		}
		fmt.Printf("  %-28s median %8s beside %8s, ratio %.3f   p95 %8s beside %8s, ratio %.3f\n", way[0],
			at(mayNot, 50), at(isNone, 50), ratio(mayNot, isNone, 50), at(mayNot, 95), at(isNone, 95), ratio(mayNot, isNone, 95))
	}
	return nil
}

// turns asks for the two in turns, each first in every other turn, so that what else the machine does falls on both.
func (s *secret) turns(secret, none string) (mayNot, isNone []time.Duration, err error) {
	for n := range answers + warmings {
		pair := []string{secret, none}
		if n%2 == 1 {
			slices.Reverse(pair)
		}
		for _, path := range pair {
			took, err := s.ask(path, http.StatusNotFound)
			switch {
			case err != nil:
				return nil, nil, err
			case n < warmings:
			case path == secret:
				mayNot = append(mayNot, took)
			default:
				isNone = append(isNone, took)
			}
		}
	}
	slices.Sort(mayNot)
	slices.Sort(isNone)
	return mayNot, isNone, nil
}

func (s *secret) ask(path string, want int) (time.Duration, error) {
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+path, nil)
	for _, c := range s.cookies {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	began := time.Now()
	s.Router.ServeHTTP(w, r)
	took := time.Since(began)
	if w.Code != want {
		return 0, fmt.Errorf("%s answers %d", path, w.Code)
	}
	return took, nil
}

// at gives a percentile of sorted times.
func at(times []time.Duration, percent int) time.Duration {
	return times[(len(times)-1)*percent/100].Round(time.Microsecond)
}

func ratio(a, b []time.Duration, percent int) float64 {
	return float64(at(a, percent)) / float64(at(b, percent))
}

func newHouse(ctx context.Context, dsn string, steps ...func(*secret, context.Context) error) (*secret, error) {
	keys, err := seal.New(nil)
	if err != nil {
		return nil, err
	}
	a, err := app.Open(ctx, app.Options{Database: dsn, Keys: keys, Log: slog.New(slog.DiscardHandler), Demo: true, Quick: true})
	if err != nil {
		return nil, err
	}
	s := &secret{App: a}
	for _, step := range steps {
		if err := step(s, ctx); err != nil {
			return nil, errors.Join(err, a.Close())
		}
	}
	return s, nil
}

func (s *secret) places(ctx context.Context) error {
	return errors.Join(cast.Places(ctx, s.App), cast.Staff(ctx, s.App))
}

// asked lets a caseworker in Ludvika ask the agency about an invented person with an official test number.
func (s *secret) asked(ctx context.Context) error {
	a, err := s.Accounts.ByUserName(ctx, cast.Elin)
	if err != nil {
		return err
	}
	elin, err := s.Accounts.Authenticate(ctx, a.ID, a.Authority)
	if err != nil {
		return err
	}
	e, err := s.Enquiries.Send(ctx, elin, enquiry.Key{}, enquiry.Question{Receiver: directory.PES, Municipality: "2085", Topics: []contact.Topic{"Q-PLAN"}, Personal: true, Number: "199201012383",
		Text: "Vad är nästa steg?", Purpose: "planering", Certified: true, Basis: enquiry.Basis{Kind: law.Consent, Form: person.Written, Until: s.Accounts.Today().AddMonths(3)}})
	if err != nil {
		return err
	}
	s.question = e.ID
	s.person, err = db.One[string](ctx, s.DB, "SELECT person_id FROM enquiry_side WHERE enquiry_id = $1 AND side = 'asker'", e.ID)
	return err
}

// stranger signs in a caseworker of another board, who has nothing to do with the question.
func (s *secret) stranger(ctx context.Context) error {
	johan, err := s.Accounts.ByUserName(ctx, cast.Johan)
	if err != nil {
		return err
	}
	_, err = s.Accounts.Grant(ctx, policy.Process("bench"), johan.ID, account.DutyInput{Authority: johan.Authority, Role: policy.Caseworker, From: calendar.NewDate(2024, 1, 1)})
	if err != nil {
		return err
	}
	return s.signIn(johan)
}

func (s *secret) signIn(a account.Account) error {
	s.Router.Handle("POST "+inPath, policy.OpenPage, func(r *web.Request) (web.Response, error) { return r.SignIn(a.ID, a.Authority, "/") })
	r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1"+inPath, strings.NewReader(url.Values{}.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", "http://127.0.0.1")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	w := httptest.NewRecorder()
	s.Router.ServeHTTP(w, r)
	if w.Code != http.StatusSeeOther {
		return fmt.Errorf("sign-in answers %d", w.Code)
	}
	s.cookies = w.Result().Cookies()
	return nil
}
