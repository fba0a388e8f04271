"""Everything the site is about: from slides to lessons, questions, cohorts and progress."""
