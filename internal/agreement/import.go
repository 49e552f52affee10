package agreement

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/sheet"
)

// Progress is told how far the reading of a file has come: done of total rows. It is called outside the act, so that
// it may write; the writing itself is one act and is either done or not.
type Progress func(done, total int)

// errNothing ends an act that turned out to have nothing to write.
var errNothing = errors.New("agreement: nothing to write")

// Import takes in a file of agreements: all of it in one act, or nothing. A file with a fault in any row is refused
// with every fault named by row and column, and the report says what would have happened with each row. A file that
// says what the register already holds writes nothing. progress may be nil.
func (s *Service) Import(ctx context.Context, actor policy.Actor, in Input, progress Progress) (sheet.Report, error) {
	report, err := s.take(ctx, actor, in, progress)
	return report.Report, err
}

// taking is what a file and the copies beside it did, or would do.
type taking struct {
	sheet.Report
	Copies CopiesReport
}

func (s *Service) take(ctx context.Context, actor policy.Actor, in Input, progress Progress) (taking, error) {
	report := taking{Report: sheet.Report{Name: in.origin(), Into: into, DryRun: in.DryRun}}
	if err := policy.Check(ctx, s.Trail.DB(), actor, policy.ImportAgreements, ref.Ref{}); err != nil {
		return report, err
	}
	sent, err := readFile(in)
	if err != nil && sent.table == nil {
		return report, err
	}
	err = s.read(ctx, s.Trail.DB(), sent, err, &report, progress)
	if err != nil || in.DryRun || report.Writes() == 0 {
		return report, err
	}
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error { return s.write(ctx, tx, sent, &report) })
	if errors.Is(err, errNothing) {
		return report, nil
	}
	report.Written = err == nil
	return report, err
}

// content is what was sent, read once; an act that is run again uses the same.
type content struct {
	in    Input
	table *sheet.Table
	sum   string // digest of the content, which names the import in the trail
}

func readFile(in Input) (content, error) {
	sum := sha256.New()
	table, err := sheet.Read(io.TeeReader(in.Reader, sum), in.Name, sheet.Limits{})
	if table == nil {
		return content{}, err
	}
	if problems := append(table.Match(Columns()), in.beside(table)...); len(problems) > 0 {
		return content{}, sheet.Join(err, problems...)
	}
	return content{in: in, table: table, sum: digest(sum)}, err
}

func digest(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)) }

// read judges the whole file against the directory and the register and fills the report. problem is what reading the
// file already found.
func (s *Service) read(ctx context.Context, q db.Reader, f content, problem error, report *taking, progress Progress) error {
	k, err := knownNow(ctx, q)
	if err != nil {
		return err
	}
	held, err := register(ctx, q)
	if err != nil {
		return err
	}
	r := &reader{table: f.table, known: k, in: f.in, codes: map[int]string{}, same: s.samePrint(ctx, q)}
	plans, err := r.judge(held, q, progress)
	if err != nil {
		return err
	}
	problems := slices.Concat(fault.ProblemsOf(problem), r.problems)
	r.report(report, plans, problems)
	return sheet.Refusal(problems)
}

// judge says what the file makes of the register, and collects what is wrong with it.
func (r *reader) judge(held []Agreement, q db.Reader, progress Progress) ([]planned, error) {
	var lines []line
	for i, row := range r.table.Rows {
		if l, ok := r.line(row); ok {
			lines = append(lines, l)
		}
		tell(progress, i+1, len(r.table.Rows))
	}
	entries := r.group(lines)
	r.check(entries, today(q))
	plans := r.plan(entries, held)
	r.clashes(plans, held)
	return plans, r.copies(plans)
}

// tell reports progress at every hundredth row and at the end.
func tell(progress Progress, done, total int) {
	if progress != nil && (done%100 == 0 || done == total) {
		progress(done, total)
	}
}
