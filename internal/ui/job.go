package ui

import "samsyn/internal/language"

// JobState is how far long work has come.
type JobState string

// The states of a job.
const (
	JobWaiting  JobState = "waiting"
	JobRunning  JobState = "running"
	JobFinished JobState = "finished"
	JobFailed   JobState = "failed"
)

// Job is long work as its page shows it. The page can be left; while the job runs it fetches itself anew.
type Job struct {
	Lang  language.Lang
	ID    string
	Title string
	State JobState
	Done  int64  // of Total
	Total int64  // 0 when it is not known
	Text  string // what is being done, or what went wrong and what to do
	Path  string // address of the page, fetched while running
	Links []Link // where the result is
}

func (j Job) open() bool { return j.State == JobWaiting || j.State == JobRunning }

func (j Job) status() Status {
	switch j.State {
	case JobFinished:
		return Status{Good, say.finished.In(j.Lang)}
	case JobFailed:
		return Status{Bad, say.failed.In(j.Lang)}
	case JobRunning:
		return Status{Waiting, say.running.In(j.Lang)}
	default:
		return Status{Paused, say.waiting.In(j.Lang)}
	}
}

func (j Job) count() string {
	return say.ofTotal.With(language.Number(j.Done), language.Number(j.Total)).In(j.Lang)
}
