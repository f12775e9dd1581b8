using SocialCommerce.Algorithms.Draws;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Giveaways;

namespace SocialCommerce.Grains.Rooms.Giveaways;

/// <summary>The life of a giveaway. Pure: chance is in the seed, which came with the command that opened it.</summary>
internal static class GiveawayRules
{
    /// <summary>Giveaways of one room that may be open at a time.</summary>
    public const int OpenMax = 3;

    public static (GiveawayState Next, EngagementOutcome Outcome) Open(
        string giveawayId, GiveawayState state, OpenGiveaway command, long fromSequence, DateTimeOffset now)
    {
        if (!GiveawayLimits.Check(command).IsEmpty || !TryReadSeed(command.Seed, out var seed))
        {
            return (state, EngagementOutcome.Invalid);
        }

        if (state.Definition is { } known)
        {
            // A retry brings a seed of its own; the one that was committed to stays.
            return (state, known == command with { Seed = known.Seed } ? EngagementOutcome.Done : EngagementOutcome.Exists);
        }

        var next = new GiveawayState
        {
            Definition = command,
            Commitment = LuckyDraw.Commit(seed),
            Status = GiveawayStatus.Open,
            OpenedAt = now,
            ClosesAt = now + command.Duration,
            FromSequence = fromSequence,
        };
        return (Tell(next, giveawayId, "opened", RoomEventType.GiveawayOpened), EngagementOutcome.Done);
    }

    public static EngagementOutcome DecideEntry(GiveawayState state, string roomId, string userId, DateTimeOffset now)
    {
        if (state.Definition is not { } definition || definition.RoomId != roomId)
        {
            return EngagementOutcome.NotFound;
        }

        if (definition.UserId == userId)
        {
            return EngagementOutcome.Excluded;
        }

        return state.Status == GiveawayStatus.Open && now < state.ClosesAt ? EngagementOutcome.Done : EngagementOutcome.Closed;
    }

    public static EngagementOutcome DecideDraw(GiveawayState state, string roomId, string userId)
    {
        if (state.Definition is not { } definition || definition.RoomId != roomId)
        {
            return EngagementOutcome.NotFound;
        }

        return definition.UserId == userId ? EngagementOutcome.Done : EngagementOutcome.NotHost;
    }

    /// <summary>Whether the time of the present step is over: entries end, or claims.</summary>
    public static bool IsDue(GiveawayState state, DateTimeOffset now) => NextStepAt(state) is { } at && now >= at;

    public static DateTimeOffset? NextStepAt(GiveawayState state) => state.Status switch
    {
        GiveawayStatus.Open => state.ClosesAt,
        GiveawayStatus.Drawn => state.ClaimUntil,
        _ => null,
    };

    /// <summary>The entrants who are drawn next: the winners of the first round, or those who take what is unclaimed.</summary>
    public static ImmutableArray<string> NextWinners(GiveawayState state, IEnumerable<string> entrants)
    {
        var definition = state.Definition!;
        var prizes = state.Rounds == 0 ? definition.Winners : Unclaimed(state);
        var isOver = state.Rounds > 0 && (!definition.IsRedrawn || state.Rounds >= GiveawayLimits.RoundsMax);
        return prizes == 0 || isOver
            ? []
            : [.. LuckyDraw.Order(SeedOf(state), entrants).Skip(state.Winners.Length).Take(prizes)];
    }

    /// <summary>Ends the entries and draws the first round.</summary>
    public static GiveawayState Draw(
        string giveawayId, GiveawayState state, IReadOnlyCollection<string> entrants, ImmutableArray<DrawnWinner> winners,
        DateTimeOffset now)
    {
        if (state.Status != GiveawayStatus.Open)
        {
            return state;
        }

        var drawn = AddRound(state, winners, now) with
        {
            DrawnAt = now,
            Entrants = entrants.Count,
            EntrantsHash = LuckyDraw.HashEntrants(entrants),
            Returned = state.Definition!.Winners - winners.Length,
        };
        return Tell(winners.IsEmpty ? Settle(drawn) : drawn, giveawayId, "drawn-1", RoomEventType.GiveawayDrawn);
    }

    /// <summary>Ends the time to claim: what is unclaimed goes to the next winners, or back to the pool.</summary>
    public static GiveawayState EndRound(
        string giveawayId, GiveawayState state, ImmutableArray<DrawnWinner> winners, DateTimeOffset now)
    {
        if (state.Status != GiveawayStatus.Drawn)
        {
            return state;
        }

        var returned = state.Returned + Unclaimed(state) - winners.Length;
        if (winners.IsEmpty)
        {
            return Tell(Settle(state with { Returned = returned }), giveawayId, "settled", RoomEventType.GiveawayDrawn);
        }

        var next = AddRound(state, winners, now) with { Returned = returned };
        return Tell(next, giveawayId, $"drawn-{next.Rounds}", RoomEventType.GiveawayDrawn);
    }

    public static (GiveawayState Next, EngagementOutcome Outcome) Claim(
        string giveawayId, GiveawayState state, string roomId, string userId, DateTimeOffset now)
    {
        if (state.Definition is not { } definition || definition.RoomId != roomId)
        {
            return (state, EngagementOutcome.NotFound);
        }

        var index = state.Winners.Select(winner => winner.UserId).ToImmutableArray().IndexOf(userId);
        if (index < 0)
        {
            return (state, EngagementOutcome.NotWinner);
        }

        var winner = state.Winners[index];
        if (winner.ClaimedAt is not null)
        {
            return (state, EngagementOutcome.Done);
        }

        if (winner.Round != state.Rounds || state.Status != GiveawayStatus.Drawn || now >= state.ClaimUntil)
        {
            return (state, EngagementOutcome.Closed);
        }

        var next = state with { Winners = state.Winners.SetItem(index, winner with { ClaimedAt = now }) };
        return (
            Unclaimed(next) > 0 ? next : Tell(Settle(next), giveawayId, "settled", RoomEventType.GiveawayDrawn),
            EngagementOutcome.Done);
    }

    /// <param name="entrants">How many entered so far, while it is open.</param>
    public static RoomGiveaway? Describe(string giveawayId, GiveawayState state, int entrants) => state.Definition is not { } definition
        ? null
        : new RoomGiveaway(
            giveawayId, definition.Prize, definition.ProductId, definition.VoucherId, definition.Winners, definition.Condition,
            definition.Keyword, state.Commitment, state.Status, state.OpenedAt, state.ClosesAt, state.DrawnAt, state.ClaimUntil,
            state.Status == GiveawayStatus.Open ? entrants : state.Entrants, Winners(state), state.Returned);

    /// <summary>Everything that is needed to make the draw again; only after the draw.</summary>
    public static ProofResult Prove(string giveawayId, GiveawayState state, string roomId, IEnumerable<string> entrants)
    {
        if (state.Definition is not { } definition || definition.RoomId != roomId)
        {
            return new ProofResult(EngagementOutcome.NotFound);
        }

        return state.Status is GiveawayStatus.Open
            ? new ProofResult(EngagementOutcome.IllegalStep)
            : new ProofResult(EngagementOutcome.Done, new GiveawayProof(
                giveawayId, LuckyDraw.Algorithm, definition.Seed, state.Commitment, LuckyDraw.List(entrants), state.EntrantsHash,
                definition.Winners, Winners(state)));
    }

    private static int Unclaimed(GiveawayState state) =>
        state.Winners.Count(winner => winner.Round == state.Rounds && winner.ClaimedAt is null);

    private static GiveawayState AddRound(GiveawayState state, ImmutableArray<DrawnWinner> winners, DateTimeOffset now) => state with
    {
        Status = GiveawayStatus.Drawn,
        Rounds = state.Rounds + 1,
        ClaimUntil = now + state.Definition!.ClaimWindow,
        Winners = state.Winners.AddRange(winners.Select(winner => winner with { Round = state.Rounds + 1 })),
    };

    private static GiveawayState Settle(GiveawayState state) => state with { Status = GiveawayStatus.Settled };

    private static ImmutableArray<GiveawayWinner> Winners(GiveawayState state) => [.. state.Winners.Select(
        winner => new GiveawayWinner(winner.EntrantId, winner.DisplayName, winner.Round, winner.ClaimedAt is not null))];

    private static GiveawayState Tell(GiveawayState state, string giveawayId, string step, RoomEventType type)
    {
        var announcement = RoomOutbox.Announce($"{giveawayId}/{step}", type);
        var giveaway = Describe(giveawayId, state, state.Entrants)!;
        return state with { Outbox = state.Outbox.Add(announcement with { Event = announcement.Event with { Giveaway = giveaway } }) };
    }

    private static byte[] SeedOf(GiveawayState state) => Convert.FromHexString(state.Definition!.Seed);

    private static bool TryReadSeed(string digits, out byte[] seed)
    {
        seed = new byte[LuckyDraw.SeedBytes];
        return digits.Length == GiveawayLimits.SeedDigits
            && Convert.FromHexString(digits, seed, out _, out _) == System.Buffers.OperationStatus.Done;
    }
}
