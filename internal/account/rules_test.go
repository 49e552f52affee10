package account

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestUserName(t *testing.T) {
	for name, want := range map[string]bool{
		"per.nordin": true, "per": true, "åsa-ö_1@ludvika.se": true, "per12345": true,
		"pe": false, "": false, "per nordin": false, "per123456": false, "19121212": false, "per/nordin": false, "per\x00n": false,
		strings.Repeat("a", 100): true, strings.Repeat("a", 101): false,
	} {
		if got := isUserName(name); got != want {
			t.Errorf("%q: %v, want %v", name, got, want)
		}
	}
}

func TestEmail(t *testing.T) {
	for address, want := range map[string]bool{
		"per@ludvika.se": true, "p.n@a.b.se": true,
		"per": false, "@ludvika.se": false, "per@se": false, "per@.se": false, "per@ludvika.": false, "per @ludvika.se": false, "a@b@c.se": false,
		"per@ludvika.se\r\nBcc: x@y.se": false, "<per@ludvika.se>": false, strings.Repeat("a", 250) + "@b.se": false,
	} {
		if got := isEmail(address); got != want {
			t.Errorf("%q: %v, want %v", address, got, want)
		}
	}
}

func TestInputNamesEveryFieldThatIsWrong(t *testing.T) {
	err := Input{UserName: "x", Email: "y"}.check()
	for _, field := range []string{"authority", "name", "user_name", "email"} {
		if !names(err, field) {
			t.Errorf("%v does not name %s", err, field)
		}
	}
	tidy := Input{Authority: "af", UserName: " Per.Nordin ", Name: " Per   Nordin\t(Demo) ", Lang: "xx"}.tidied()
	if tidy.UserName != "per.nordin" || tidy.Name != "Per Nordin (Demo)" || tidy.Lang != language.Swedish || tidy.check() != nil {
		t.Errorf("%+v: %v", tidy, tidy.check())
	}
}

func names(err error, field string) bool {
	f, ok := err.(*fault.Fault)
	if !ok {
		return false
	}
	for _, p := range f.Problems {
		if p.Field == field {
			return true
		}
	}
	return false
}

func TestPasswordRules(t *testing.T) {
	a := Account{UserName: "per.nordin"}
	for password, want := range map[string]bool{
		"fyra gröna hästar": true, "korrekt häst batteri": true, "xK9#mmvTq2Lw": true,
		"kort": false, "elvatecken!": false, "": false, "aaaaaaaaaaaaaaaa": false, "abababababab": false, "123412341234": false,
		"per.nordin och jag": false, "PER.NORDIN2026!": false, "Sommar2026!!": false, "lösenord1234567": false, "SamsynSamsyn1": false, "arbetsförmedlingen1": false,
		strings.Repeat("åäöxyz", 21): true, strings.Repeat("åäöxyz", 22): false, "fyra gröna \xffhästar": false,
	} {
		if got := checkPassword(password, a) == nil; got != want {
			t.Errorf("%q: %v, want %v", password, got, want)
		}
	}
}

func TestDutyHoldsAndEnds(t *testing.T) {
	d := Duty{From: day("2026-01-01"), To: day("2026-06-30")}
	for on, want := range map[string]bool{"2025-12-31": false, "2026-01-01": true, "2026-06-30": true, "2026-07-01": false} {
		if d.Holds(day(on)) != want {
			t.Errorf("on %s", on)
		}
	}
	today := day("2026-03-02")
	for last, want := range map[string]fault.Kind{"2026-03-01": "", "2026-03-02": "", "2026-06-30": "", "2026-02-28": fault.Invalid, "2026-07-01": fault.Invalid} {
		if err := d.end(day(last), today); (err == nil) != (want == "") || (err != nil && !fault.Is(err, want)) {
			t.Errorf("ended on %s: %v", last, err)
		}
	}
	if err := d.end(day("2026-07-02"), day("2026-07-01")); !fault.Is(err, fault.Conflict) {
		t.Errorf("a duty that is over: %v", err)
	}
}

func TestOnlyWhoRunsTheInstallationGivesWhatReachesBeyond(t *testing.T) {
	admin := policy.Actor{ID: "a", Authority: "ks", Roles: []policy.Role{policy.LocalAdmin}}
	national := policy.Actor{ID: "b", Authority: "af", Roles: []policy.Role{policy.LocalAdmin, policy.InstallationAdmin}}
	for _, info := range policy.Roles() {
		far := info.Role == policy.InstallationAdmin || info.Role == policy.HeadOffice || info.Role == policy.Reviewer || info.Role == policy.Analyst
		if got := mayGrant(admin, info.Role) == nil; got == far {
			t.Errorf("a local admin and %s: %v", info.Role, got)
		}
		for _, who := range []policy.Actor{national, policy.Process("samsyn user")} {
			if err := mayGrant(who, info.Role); err != nil {
				t.Errorf("%s: %v", info.Role, err)
			}
		}
	}
	if got := assignable(policy.System) || assignable(policy.Anyone) || assignable(policy.Jobseeker) || assignable("nonsense"); got {
		t.Error("nobody is given these")
	}
}

func TestStates(t *testing.T) {
	for want, a := range map[State]Account{Invited: {}, Active: {Password: "x"}} {
		if a.State() != want || (Row{Password: a.Password != ""}).State() != want {
			t.Errorf("%+v: %s", a, a.State())
		}
	}
	if (Account{Demo: true}).State() != Active {
		t.Error("the invented can be signed in as")
	}
}

// Whoever acts for an authority holds exactly the duties there that hold that day, and never acts for one without.
func TestActorHoldsOnlyWhatHoldsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := day("2026-03-02")
		some := rapid.SampledFrom([]string{"af", "ks", "sn"})
		a := Account{ID: "a", Authority: some.Draw(t, "home"), Unit: "home unit"}
		var duties []Duty
		for range rapid.IntRange(0, 6).Draw(t, "duties") {
			from := start.AddDays(rapid.IntRange(-5, 5).Draw(t, "from"))
			d := Duty{Authority: some.Draw(t, "authority"), From: from, Role: rapid.SampledFrom(policy.Roles()).Draw(t, "role").Role}
			if rapid.Bool().Draw(t, "ends") {
				d.To = from.AddDays(rapid.IntRange(-1, 5).Draw(t, "length"))
			}
			duties = append(duties, d)
		}
		asked := some.Draw(t, "asked")
		actor := ActorOf(a, duties, asked, start)
		can, roles := asked == a.Authority, map[policy.Role]bool{}
		for _, d := range duties {
			if d.Authority == asked && d.Holds(start) {
				can = true
			}
		}
		want := a.Authority
		if can {
			want = asked
		}
		for _, d := range duties {
			if d.Authority == want && d.Holds(start) {
				roles[d.Role] = true
			}
		}
		got := map[policy.Role]bool{}
		for _, r := range actor.Roles {
			got[r] = true
		}
		if actor.Authority != want || fmt.Sprint(got) != fmt.Sprint(roles) || len(got) != len(actor.Roles) {
			t.Fatalf("acts for %s with %v, want %s with %v", actor.Authority, actor.Roles, want, roles)
		}
		if (actor.Unit == "home unit") != (want == a.Authority) {
			t.Fatalf("acts for %s of %s in unit %q", want, a.Authority, actor.Unit)
		}
	})
}

func TestHasherKnowsItsOwn(t *testing.T) {
	h := QuickHasher()
	rapid.Check(t, func(t *rapid.T) {
		password, other := rapid.String().Draw(t, "password"), rapid.String().Draw(t, "other")
		kept, err := h.Hash(password)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := h.Hash(password)
		if !h.Matches(kept, password) || kept == again || strings.Contains(kept, password) && len(password) > 3 {
			t.Fatalf("%q", kept)
		}
		if other != password && h.Matches(kept, other) {
			t.Fatalf("%q opens what %q closed", other, password)
		}
	})
}

func TestHashesKeepTheirOwnCost(t *testing.T) {
	dear, cheap := newHasher(cost{128, 2, 2}), QuickHasher()
	kept, err := dear.Hash("fyra gröna hästar")
	if err != nil || !cheap.Matches(kept, "fyra gröna hästar") || !strings.HasPrefix(kept, "$argon2id$v=19$m=128,t=2,p=2$") {
		t.Errorf("%s %v", kept, err)
	}
	for _, h := range []*Hasher{NewHasher()} {
		if h.cost.memory < 19<<10 { // OWASP's least for Argon2id
			t.Errorf("%+v is cheap to break", h.cost)
		}
	}
}

func FuzzKeptHash(f *testing.F) {
	h := QuickHasher()
	kept, _ := h.Hash("fyra gröna hästar")
	for _, s := range []string{"", kept, strings.Replace(kept, "p=1", "p=0", 1), strings.Replace(kept, "m=64", "m=4000000000", 1), "$argon2id$v=19$m=64,t=0,p=1$$", "$$$$$"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if c, _, _, ok := read(s); ok && c.memory > 1024 {
			return // right, but slow
		}
		if h.Matches(s, "annat lösenord") && s != "" {
			t.Errorf("%q opens", s)
		}
	})
}
