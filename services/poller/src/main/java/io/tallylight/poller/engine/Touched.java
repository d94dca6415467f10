package io.tallylight.poller.engine;

import io.tallylight.poller.Ask;
import io.tallylight.poller.state.AccountState;
import io.tallylight.poller.state.TargetState;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** Targets and accounts that changed: since they were last stored, and since they were last shown. */
final class Touched<A extends Ask> {

    private final PollStore store;
    private final PollWatch watch;
    private final Set<TargetWork<A>> targets = new LinkedHashSet<>();
    private final Set<AccountWork<A>> accounts = new LinkedHashSet<>();
    private final Set<TargetWork<A>> unseenTargets = new LinkedHashSet<>();
    private final Set<AccountWork<A>> unseenAccounts = new LinkedHashSet<>();

    Touched(PollStore store, PollWatch watch) {
        this.store = store;
        this.watch = watch;
    }

    void add(TargetWork<A> work) {
        targets.add(work);
        unseenTargets.add(work);
    }

    void add(AccountWork<A> account) {
        accounts.add(account);
        unseenAccounts.add(account);
    }

    /** Nothing of the account is to be stored, but it looks different. */
    void addUnseen(AccountWork<A> account) {
        unseenAccounts.add(account);
    }

    boolean unsaved() {
        return !targets.isEmpty() || !accounts.isEmpty();
    }

    boolean mustSave() {
        return accounts.stream().anyMatch(AccountWork::isUnknown);
    }

    void save() {
        for (TargetWork<A> work : targets) {
            TargetState state = work.takeChange();
            if (state != null) {
                store.putTarget(work.target.getId(), state);
            }
            work.remembered.flush();
        }
        targets.clear();
        for (AccountWork<A> account : accounts) {
            AccountState state = account.takeChange();
            if (state != null) {
                store.putAccount(account.name, state);
            }
        }
        accounts.clear();
    }

    void show(Instant now, Instant theirs) {
        for (TargetWork<A> work : unseenTargets) {
            if (!work.gone) {
                watch.target(TargetFacts.of(work, now, theirs));
            }
        }
        unseenTargets.clear();
        for (AccountWork<A> account : unseenAccounts) {
            if (account.demand.targets() == 0) {
                watch.accountGone(account.name);
            } else {
                watch.account(account.facts());
            }
        }
        unseenAccounts.clear();
    }
}
