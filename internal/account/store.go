package account

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

const accountColumns = "id, version, authority_id, unit_id, user_name, name, sort_key, search_key, email, lang, cleared, password, password_at, blocked_at, demo"

func get(ctx context.Context, q db.Reader, id string) (Account, error) {
	return found(db.One[Account](ctx, q, "SELECT "+accountColumns+" FROM account WHERE id = $1", id))
}

func byUserName(ctx context.Context, q db.Reader, name string) (Account, error) {
	return found(db.One[Account](ctx, q, "SELECT "+accountColumns+" FROM account WHERE user_name = $1", tidyUserName(name)))
}

func found(a Account, err error) (Account, error) {
	if errors.Is(err, db.ErrNone) {
		return a, fault.NotFoundThing()
	}
	return a, err
}

func insert(ctx context.Context, tx db.Execer, a Account) error {
	err := db.Insert(ctx, tx, "account", a)
	if db.IsUnique(err) {
		return fault.New(fault.Invalid, language.T("Kontot är inte sparat.", "The account is not saved."),
			fault.Field("user_name", language.T("Användarnamnet är upptaget. Välj ett annat.", "The user name is taken. Choose another.")))
	}
	return err
}

// update writes an account that was read at a.Version, unless somebody has changed it since.
func update(ctx context.Context, tx db.Execer, a Account) error {
	n, err := tx.Exec(ctx, `UPDATE account SET version = version + 1, unit_id = $3, name = $4, sort_key = $5, search_key = $6, email = $7, lang = $8,
		cleared = $9, password = $10, password_at = $11, blocked_at = $12 WHERE id = $1 AND version = $2`,
		a.ID, a.Version, a.Unit, a.Name, a.SortKey, a.SearchKey, a.Email, string(a.Lang), a.Cleared, a.Password, a.PasswordAt, a.BlockedAt)
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, language.T("Någon annan har ändrat kontot. Läs in sidan igen och gör om din ändring.", "Somebody else has changed the account. Load the page again and redo your change."))
	}
	return err
}

const dutyColumns = "id, account_id, authority_id, unit_id, role, valid_from, valid_to, granted_by"

func dutiesOf(ctx context.Context, q db.Reader, account string) ([]Duty, error) {
	return db.All[Duty](ctx, q, "SELECT "+dutyColumns+" FROM account_duty WHERE account_id = $1 ORDER BY valid_from, id", account)
}

func getDuty(ctx context.Context, q db.Reader, account, id string) (Duty, error) {
	d, err := db.One[Duty](ctx, q, "SELECT "+dutyColumns+" FROM account_duty WHERE account_id = $1 AND id = $2", account, id)
	if errors.Is(err, db.ErrNone) {
		return d, fault.NotFoundThing()
	}
	return d, err
}

func endDuty(ctx context.Context, tx db.Execer, id string, last calendar.Date) error {
	_, err := tx.Exec(ctx, "UPDATE account_duty SET valid_to = $2 WHERE id = $1", id, last)
	return err
}

// Row is a line of the list of accounts.
type Row struct {
	ID        string  `db:"id"`
	Name      string  `db:"name"`
	SortKey   string  `db:"sort_key"`
	UserName  string  `db:"user_name"`
	Authority string  `db:"authority_id"`
	Password  bool    `db:"has_password"`
	BlockedAt db.Time `db:"blocked_at"`
	Demo      bool    `db:"demo"`
	Roles     string  `db:"roles"` // codes with commas
}

// State gives how the account stands.
func (r Row) State() State { return stateOf(!r.BlockedAt.IsZero(), r.Password || r.Demo) }

// RoleList gives the roles that hold today.
func (r Row) RoleList() []policy.Role {
	var out []policy.Role
	for code := range strings.SplitSeq(r.Roles, ",") {
		if code != "" && !slices.Contains(out, policy.Role(code)) {
			out = append(out, policy.Role(code))
		}
	}
	return out
}

// listText is the list of the accounts that actor may list, in Swedish order. The cursor is an id, since it stands in
// addresses; an order by name would put the name there.
func listText(q db.Reader, actor policy.Actor, search, after string, limit int) (string, []any) {
	args := []any{calendar.DateOf(q.Now())}
	where := policy.Where(q, actor, policy.ListAccounts, "a", &args)
	add := func(condition string, value any) {
		args = append(args, value)
		where += fmt.Sprintf(condition, len(args))
	}
	if search != "" {
		add(` AND a.search_key LIKE $%d ESCAPE '!'`, "%"+escapeLike(language.SearchKey(search))+"%")
	}
	if after != "" {
		add(` AND (a.sort_key, a.id) > (SELECT x.sort_key, x.id FROM account x WHERE x.id = $%d)`, after)
	}
	where += " ORDER BY a.sort_key, a.id"
	if limit > 0 {
		where += db.Limit(limit)
	}
	return `SELECT a.id AS id, a.name AS name, a.sort_key AS sort_key, a.user_name AS user_name, a.authority_id AS authority_id,
		a.password <> '' AS has_password, a.blocked_at AS blocked_at, a.demo AS demo,
		COALESCE((SELECT string_agg(d.role, ',' ORDER BY d.role) FROM account_duty d
			WHERE d.account_id = a.id AND d.valid_from <= $1 AND (d.valid_to IS NULL OR d.valid_to >= $1)), '') AS roles
		FROM account a WHERE ` + where, args
}

func escapeLike(s string) string {
	return strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(s)
}

// demo gives the invented people that may be signed in as in demo mode, in Swedish order.
func demo(ctx context.Context, q db.Reader) ([]Account, error) {
	return db.All[Account](ctx, q, "SELECT "+accountColumns+" FROM account WHERE demo = TRUE AND blocked_at IS NULL ORDER BY sort_key, id")
}

// demoDuties gives the duties that the invented people hold on a day, by account.
func demoDuties(ctx context.Context, q db.Reader, day calendar.Date) (map[string][]Duty, error) {
	out := map[string][]Duty{}
	err := db.Each(ctx, q, func(d Duty) error { out[d.Account] = append(out[d.Account], d); return nil },
		`SELECT d.id, d.account_id, d.authority_id, d.unit_id, d.role, d.valid_from, d.valid_to, d.granted_by
		FROM account_duty d JOIN account a ON a.id = d.account_id
		WHERE a.demo = TRUE AND d.valid_from <= $1 AND (d.valid_to IS NULL OR d.valid_to >= $1) ORDER BY d.valid_from, d.id`, day)
	return out, err
}

type invitation struct {
	Digest    string  `db:"digest"`
	Account   string  `db:"account_id"`
	ExpiresAt db.Time `db:"expires_at"`
	UsedAt    db.Time `db:"used_at"`
}

func getInvitation(ctx context.Context, q db.Reader, digest string) (invitation, error) {
	i, err := db.One[invitation](ctx, q, "SELECT digest, account_id, expires_at, used_at FROM account_invitation WHERE digest = $1", digest)
	if errors.Is(err, db.ErrNone) || (err == nil && (!i.UsedAt.IsZero() || !q.Now().Before(i.ExpiresAt.Time))) {
		return i, fault.New(fault.NotFound, language.T("Länken gäller inte längre. Be din lokala administratör om en ny.", "The link is no longer valid. Ask your local admin for a new one."))
	}
	return i, err
}

// voidInvitations uses up every open invitation of an account.
func voidInvitations(ctx context.Context, tx *audit.Tx, account string) error {
	_, err := tx.Exec(ctx, "UPDATE account_invitation SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL", account, db.At(tx.Now()))
	return err
}

// Client is a program that uses the API in an authority's name.
type Client struct {
	ID        string      `db:"id"`
	Authority string      `db:"authority_id"`
	Name      string      `db:"name"`
	Digest    string      `db:"digest"`
	CreatedAt db.Time     `db:"created_at"`
	CreatedBy string      `db:"created_by"`
	RevokedAt db.Time     `db:"revoked_at"`
	Role      policy.Role `db:"role"`   // that it acts in; empty for one that reads what is open alone
	Scopes    string      `db:"scopes"` // with spaces between
}

const clientColumns = "id, authority_id, name, digest, created_at, created_by, revoked_at, role, scopes"

func clientByDigest(ctx context.Context, q db.Reader, digest string) (Client, error) {
	c, err := db.One[Client](ctx, q, "SELECT "+clientColumns+" FROM account_client WHERE digest = $1 AND revoked_at IS NULL", digest)
	if errors.Is(err, db.ErrNone) {
		return c, fault.NotFoundThing()
	}
	return c, err
}

func revokeClient(ctx context.Context, tx *audit.Tx, authority, id string) (int64, error) {
	return tx.Exec(ctx, "UPDATE account_client SET revoked_at = $3 WHERE id = $1 AND authority_id = $2 AND revoked_at IS NULL", id, authority, db.At(tx.Now()))
}

func clientsOf(ctx context.Context, q db.Reader, authority string) ([]Client, error) {
	return db.All[Client](ctx, q, "SELECT "+clientColumns+" FROM account_client WHERE authority_id = $1 ORDER BY created_at, id", authority)
}

// Behind gives accounts by id, also those that are blocked, with all duties that they have or had: for saying afterwards who
// did something, and as what.
func Behind(ctx context.Context, q db.Reader, ids []string) (map[string]Account, map[string][]Duty, error) {
	var args []any
	in := db.In(ids, &args)
	found, err := db.All[Account](ctx, q, "SELECT "+accountColumns+" FROM account WHERE id "+in, args...)
	if err != nil {
		return nil, nil, err
	}
	held, err := db.All[Duty](ctx, q, "SELECT "+dutyColumns+" FROM account_duty WHERE account_id "+in+" ORDER BY valid_from, id", args...)
	accounts, duties := map[string]Account{}, map[string][]Duty{}
	for _, a := range found {
		accounts[a.ID] = a
	}
	for _, d := range held {
		duties[d.Account] = append(duties[d.Account], d)
	}
	return accounts, duties, err
}
