"""The briefing: `shape` says what it holds, `of_round.briefing_for(round)` makes one."""
