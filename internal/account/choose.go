package account

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// NotColleague says that somebody who was named does not work for the authority.
var NotColleague = language.T("Välj en kollega som arbetar för myndigheten i dag.", "Choose a colleague who works for the authority today.")

// Suggestions are user names of staff of an authority on a day, to choose among in a form: the first ones by name. Any user
// name can be written.
func Suggestions(ctx context.Context, q db.Reader, authority string, day calendar.Date) (out []ui.Option, err error) {
	var roles []policy.Role
	for _, info := range policy.Roles() {
		if info.Assignable() {
			roles = append(roles, info.Role)
		}
	}
	const few = 200
	found, err := Colleagues(ctx, q, authority, roles, day, few)
	for _, a := range found {
		out = append(out, ui.Option{Value: a.UserName, Label: a.Name})
	}
	return out, err
}

// ReadColleague reads a field of a form that holds a user name, or a name that one colleague alone has, and gives the id of
// the account; empty for an empty field. Somebody who does not work for the authority on the day is a problem of the field.
func ReadColleague(ctx context.Context, q db.Reader, f *web.Form, field, authority string, day calendar.Date) string {
	name := f.Text(field)
	if name == "" {
		return ""
	}
	a, found, err := StaffNamed(ctx, q, authority, userNameOf(ctx, q, authority, name, day), day)
	if err != nil || !found {
		f.Problem(field, NotColleague)
		return ""
	}
	return a.ID
}

// userNameOf gives the user name of the one colleague who has a name, else what was written.
func userNameOf(ctx context.Context, q db.Reader, authority, name string, day calendar.Date) string {
	people, err := Suggestions(ctx, q, authority, day)
	if err != nil {
		return name
	}
	named := slices.DeleteFunc(people, func(o ui.Option) bool { return !strings.EqualFold(o.Label, name) })
	if len(named) != 1 {
		return name
	}
	return named[0].Value
}

// UserNameByID is the user name of an account, for a field; empty when there is none.
func UserNameByID(ctx context.Context, q db.Reader, id string) string {
	if id == "" {
		return ""
	}
	a, err := ByID(ctx, q, id)
	if err != nil {
		return ""
	}
	return a.UserName
}
