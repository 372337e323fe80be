/*
 * WorkerTeam's two hand-overs, for the model checker spin, on a processor that performs stores and loads late or early, as arm64 may:
 * a loop's body goes from the caller to the workers, and their results go back. Plain stores wait in a buffer, from which `memory` takes
 * them in any order. Each macro below leaves out what orders one hand-over; spin must then find a run that fails.
 * scripts/memory-order.sh checks this model and all of its broken versions.
 *
 *   NO_OFFER_RELEASE   Release: a plain store instead of Volatile.Write(_unclaimed)
 *   NO_CLAIM_ACQUIRE   TryRunItemOf: _body may be read before the claim, which is Interlocked.CompareExchange
 *   NO_FINISH_RELEASE  TryRunItemOf: a plain decrement of _unfinished instead of Interlocked.Decrement
 *   NO_FINISH_ACQUIRE  Run: a plain load of _unfinished instead of Volatile.Read
 */
#define ROUNDS 3
#define ITEMS 2
#define WORKERS 2

byte body, unclaimed, unfinished;
byte result[ITEMS];
bool ended;

/* Stores that have not reached memory: the caller's, and one result of each thread (0 is the caller). */
bool bodyWaits, unfinishedWaits, resultWaits[WORKERS + 1];
byte newBody, newUnfinished, newResult[WORKERS + 1], newItem[WORKERS + 1];

active proctype memory()
{
end:
    do
    :: atomic { bodyWaits -> body = newBody; bodyWaits = false }
    :: atomic { unfinishedWaits -> unfinished = newUnfinished; unfinishedWaits = false }
    :: atomic { resultWaits[0] -> result[newItem[0]] = newResult[0]; resultWaits[0] = false }
    :: atomic { resultWaits[1] -> result[newItem[1]] = newResult[1]; resultWaits[1] = false }
    :: atomic { resultWaits[2] -> result[newItem[2]] = newResult[2]; resultWaits[2] = false }
    :: ended -> break
    od
}

/* Claims an item if there is one, runs it with the body that was read, and counts it. */
inline runItem(thread)
{
#ifdef NO_CLAIM_ACQUIRE
    seen = body;
#endif
    atomic {
        if
        :: unclaimed > 0 -> unclaimed--; item = unclaimed; claimed = true
        :: else -> claimed = false
        fi
    }
    if
    :: claimed ->
#ifndef NO_CLAIM_ACQUIRE
        seen = body;
#endif
        atomic { !resultWaits[thread] -> newItem[thread] = item; newResult[thread] = seen; resultWaits[thread] = true }
#ifndef NO_FINISH_RELEASE
        !resultWaits[thread];
#endif
        atomic { assert(unfinished > 0); unfinished-- }
    :: else
    fi
}

active proctype caller()
{
    byte round = 1, seen, item, first, second;
    bool claimed;
    do
    :: round > ROUNDS -> break
    :: else ->
        atomic { !bodyWaits -> newBody = round; bodyWaits = true }
        atomic { !unfinishedWaits -> newUnfinished = ITEMS; unfinishedWaits = true }
#ifndef NO_OFFER_RELEASE
        !bodyWaits && !unfinishedWaits;
#endif
        unclaimed = ITEMS;
        /* The first claim is a fence for all that the caller stored. */
        !bodyWaits && !unfinishedWaits;
        do
        :: runItem(0);
           if
           :: claimed
           :: else -> break
           fi
        od;
#ifdef NO_FINISH_ACQUIRE
        first = result[0]; second = result[1];
#endif
        unfinished == 0;
#ifndef NO_FINISH_ACQUIRE
        first = result[0]; second = result[1];
#endif
        assert(first == round && second == round);
        round++
    od;
    ended = true
}

active [WORKERS] proctype worker()
{
    /* Processes are numbered from 0: memory, caller, then the workers. */
    byte seen, item, me = _pid - 1;
    bool claimed;
    do
    :: ended -> break
    :: unclaimed > 0 -> runItem(me)
    od
}
