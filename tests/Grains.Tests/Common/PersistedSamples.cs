using System.Collections.Immutable;
using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Experiments;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Experiments;
using SocialCommerce.Grains.Interfaces.Operations;
using SocialCommerce.Grains.Interfaces.Operations.Webhooks;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Video;
using SocialCommerce.Grains.Interfaces.Rooms.Giveaways;
using SocialCommerce.Grains.Interfaces.Rooms.Polls;
using SocialCommerce.Grains.Interfaces.Rooms.Questions;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Operations;
using SocialCommerce.Grains.Operations.Webhooks;
using SocialCommerce.Grains.Products;
using SocialCommerce.Grains.Products.Reviews;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Grains.Rooms;
using SocialCommerce.Grains.Rooms.Giveaways;
using SocialCommerce.Grains.Rooms.Polls;
using SocialCommerce.Grains.Rooms.Questions;
using SocialCommerce.Grains.Rooms.Selling;
using SocialCommerce.Grains.Rooms.Replay;
using SocialCommerce.Grains.Rooms.Video;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Tests.Common;

/// <summary>
/// One filled value of each type that is stored; the files in Snapshots hold these as the release 0.1 wrote them. A member
/// that is added later stays out of the samples: the files show that what was written before it can be read.
/// </summary>
internal static partial class PersistedSamples
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    private static readonly HeavyHittersSnapshot<string> Weights = new(["p-1", "p-2"], [0.1f, 2.5f], 100, 1);

    private static readonly TrendState Trend = new()
    {
        Counter = new TrendCounterSnapshot<string>(Now, Weights),
        Applied = [1, 0, 9_000_000_000],
    };

    public static ImmutableArray<object> All { get; } =
    [
        new UserState
        {
            UserName = "ann",
            DisplayName = "Ann 安",
            CreatedAt = Now,
            Version = 3,
            Taste = new TasteSnapshot(
                42,
                new UserHistorySnapshot<string>(2, [new("p-2", 0.7f, Now), new("p-1", 1f, Now.AddDays(-1))], ["p-1", "p-2", "p-3"]),
                Weights,
                [0.6f, -0.8f]),
        },
        new ProductState
        {
            SellerId = "seller",
            Details = new ProductDetails(
                "Teapot 茶壶", "Holds a litre.", "kitchen", "Brand", new Money(1999, "CNY"), 5, "/p/1.png",
                ImmutableDictionary<string, string>.Empty.Add("colour", "red")),
            CreatedAt = Now,
            Version = 7,
            Counters = new ProductCounters(1, 2, 3, 4, 5, 6, 7, 8),
            Neighbourhood = new ItemNeighbourhoodSnapshot<string>(12, Weights),
            Embedding = [0.6f, -0.8f, 0, float.Epsilon],
            Applied = [0, 5],
            Rooms = ["r-2", "r-1"],
        },
        Trend,
        new TrialState { Products = [new TrialProduct("p-1", Now, 20, 3)] },
        new RoomState
        {
            Title = "Teapots",
            HostId = "host",
            HostName = "Hannah",
            Status = RoomStatus.Live,
            ProductIds = ["p-1", "p-2"],
            Pins = [new PinnedProduct("p-1", "Teapot", new Money(1999, "CNY"), null, Now)],
            PlaybackUrl = "/play/1.m3u8",
            Epoch = "epoch-1",
            CreatedAt = Now,
            StartedAt = Now.AddMinutes(1),
            Sequence = 17,
            Version = 18,
            Reactions = ImmutableDictionary<string, long>.Empty.Add("heart", 9),
            ReactionBatches = ["u-1/b-1", "u-1/b-2"],
            Hot = Trend,
        },
        new PollState
        {
            RoomId = "r-1",
            HostId = "host",
            Question = "Which pot? 哪个?",
            Options = ["Red", "Blue"],
            RightOption = 1,
            OpenedAt = Now,
            ClosesAt = Now.AddMinutes(1),
            ClosedAt = Now.AddMinutes(1),
            Tally = [1, 9_000_000_000],
            Outbox = [new RoomAnnouncement("v-1/closed", new RoomEvent(0, RoomEventType.PollClosed, Now, Poll: new RoomPoll(
                "v-1", "Which pot?", ["Red", "Blue"], true, Now, Now.AddMinutes(1), Now.AddMinutes(1), [1, 2], 1)))],
        },
        new QuestionsState
        {
            Questions = [Question],
            Acts = 3,
            Outbox = [new RoomAnnouncement("q-1/3", new RoomEvent(0, RoomEventType.QuestionAnswered, Now, Question: Question))],
        },
        new GiveawayState
        {
            Definition = new OpenGiveaway(
                "r-1", "host", "A teapot", "p-1", "o-1", 2, EntryCondition.Keyword, "teapot", TimeSpan.FromMinutes(1),
                TimeSpan.FromHours(1), true, new string('a', 64)),
            Commitment = new string('b', 64),
            Status = GiveawayStatus.Drawn,
            OpenedAt = Now,
            ClosesAt = Now.AddMinutes(1),
            FromSequence = 7,
            DrawnAt = Now.AddMinutes(1),
            ClaimUntil = Now.AddMinutes(61),
            Rounds = 1,
            Entrants = 12,
            EntrantsHash = new string('c', 64),
            Winners = [new DrawnWinner("e-1", "u-1", "Ann 安", 1, Now.AddMinutes(2))],
            Returned = 1,
            Outbox = [new RoomAnnouncement("g-1/drawn-1", new RoomEvent(0, RoomEventType.GiveawayDrawn, Now, Giveaway: new RoomGiveaway(
                "g-1", "A teapot", "p-1", "o-1", 2, EntryCondition.Keyword, "teapot", new string('b', 64), GiveawayStatus.Drawn, Now,
                Now.AddMinutes(1), Now.AddMinutes(1), Now.AddMinutes(61), 12, [new GiveawayWinner("e-1", "Ann 安", 1, true)], 1)))],
        },
        new PartitionState { Checkpoint = 9_000_000_000 },
        new RoomEvent(
            4, RoomEventType.CommentAdded, Now, new RoomComment("c-4", "u-1", "Ann", "多少钱? 👍 <b>", "k-1", 4, Now)),
        new AccountState
        {
            UserId = "u-1",
            UserName = "ann",
            DisplayName = "Ann 安",
            PasswordHash = "pbkdf2$1$c2FsdA==$aGFzaA==",
            Roles = ["shopper", "operator"],
            CreatedAt = Now,
        },
        new SessionState
        {
            UserId = "u-1",
            UserName = "ann",
            TokenHash = "aGFzaDI=",
            PreviousTokenHash = "aGFzaDE=",
            ExpiresAt = Now.AddDays(30),
        },
        new OwnerState { UserId = "u-1" },
        new RoomPolicyState
        {
            Policy = new RoomPolicy(
                4, ["u-3"], [new Restriction("u-4", Now.AddMinutes(5))], [new Restriction("u-5", null)],
                [new KeywordRule("casino", KeywordAction.Block), new KeywordRule("赌博", KeywordAction.Mask)]),
        },
        new ModerationState { Held = [new HeldComment("c-5", "u-6", "Bob", "加微信 <b>", "k-9", "加微信", Now)] },
        new AuditRecord(Now, "u-1", "ban", "u-2", "c-4", "Spam 垃圾", "rule casino"),
        new OperationMemory { Fingerprint = "f-1", Answer = new StoredAnswer(201, "application/json", "{}", "/rooms/r-1", "\"1\""), CompletedAt = Now },
        new ModelsState
        {
            LastNumber = 3,
            Active = "m2",
            Earlier = [null, "m1"],
            Versions =
            [
                new ModelVersion(
                    "m2", ModelStatus.Active, Now, ["ials", "sasrec"], 12_345, 678, 90,
                    ImmutableDictionary<string, double>.Empty.Add("all ndcg@20", 0.125), "Better."),
            ],
            Training = new TrainingRecord(
                "m3", Now, [1, 0, 9_000_000_000], "silo-1", Now.AddMinutes(1), "ials", 2, 16, ["sasrec"], "models/m3/checkpoint-0"),
            LastRows = 9_000_000_001,
        },
        new ExperimentState
        {
            Definition = Definition,
            Status = ExperimentStatus.Stopped,
            Weights = [1, 2.5],
            CreatedAt = Now,
            StartedAt = Now.AddMinutes(1),
            StoppedAt = Now.AddDays(7),
            Version = 4,
            History = [new ReportPoint(Now.AddMinutes(2), 120, [new Estimate(0.25, null, 0.5, 0.125)], [0.5, 0.5])],
            FinalSums = [new VariantSums(60.5, [new MetricSums(ExperimentMetric.Conversion, 7, Sums, Sums)])],
        },
        new ExperimentLedgerState
        {
            Unit = ExperimentUnit.User,
            Units = [new UnitRecord("u-1", 1, Now, new UnitCounts(1, 2, 3), new UnitCounts(4, 5, 6)), new UnitRecord("u-2", 0, Now, null, default)],
            Applied = [0, 9_000_000_000],
            Expected = [0.75, 1.25],
        },
        new ExperimentDirectoryState
        {
            Running = [new RunningExperiment("x-1", ExperimentUnit.Room, Definition.Variants, [1, 2.5], 0.25, 0.75)],
        },
        new DealState
        {
            Terms = new DealTerms(
                "r-1", "host", "p-1", "Teapot 茶壶", "/p/1.png", new Money(990, "CNY"), new Money(1999, "CNY"), Now, Now.AddMinutes(5), 10, 2),
            Status = DealStatus.Closed,
            Reason = DealEnd.SoldOut,
            Claims =
            [
                new DealHold("dc-1", "u-1", 2, ClaimStatus.Sold, Now.AddMinutes(10), "o-1"),
                new DealHold("dc-2", "u-2", 1, ClaimStatus.Reserved, Now.AddMinutes(11)),
            ],
            IsAnnounced = true,
            IsOpeningTold = true,
            IsEndTold = true,
            RemainingTold = 7,
            RemainingToldAt = Now.AddMinutes(1),
            Tellings = 3,
            SoldTold = 2,
            ReleasedTold = 7,
        },
        new VoucherState
        {
            RoomId = "r-1",
            HostId = "host",
            Terms = new RoomVoucher("v-1", VoucherKind.Percent, 15, "CNY", 10_000, 50, Now.AddDays(7), VoucherEnd.Withdrawn),
            Holders = ImmutableDictionary<string, VoucherHold>.Empty.Add("u-1", new VoucherHold(HeldVoucherStatus.Redeemed, "o-1")),
            IsOffered = true,
            IsEndTold = true,
        },
        new MomentRow { Viewers = 7, Reactions = ImmutableDictionary<string, long>.Empty.Add("heart", 9), Hash = "aa11" },
        new RoomFacts
        {
            Sequence = 17,
            Status = RoomStatus.Paused,
            StartedAt = Now,
            EndedAt = Now.AddHours(1),
            Pins = [new PinnedProduct("p-1", "Teapot", new Money(1999, "CNY"), null, Now)],
            Video = new RoomVideo("/demo/stall.m3u8", PlaybackKind.Hls, VideoHealth.Live),
            IsPausedByVideo = true,
            Stock = ImmutableDictionary<string, int>.Empty.Add("p-1", 3),
            Chat = new RoomChat { Said = 4, Removed = 1, Digest = "bb22" },
        },
        new ReviewBody(
            "Ann 安", "o-1", "l-1", new ReviewContent(4, "Good 好", "Pours well.\nA litre.", ["/p/1.png"]), Now, Now.AddDays(1), 2,
            new ReviewReply("Thank you.", Now.AddDays(2), Now.AddDays(3))),
        new WebhookState
        {
            Endpoints =
            [
                new StoredEndpoint
                {
                    EndpointId = "we_1",
                    Url = "https://shop.test/hook",
                    Events = ["order.paid", "stock.low"],
                    Description = "Mine 我的",
                    CreatedAt = Now,
                    Secret = [1, 2, 250],
                    PreviousSecret = [3],
                    PreviousUntil = Now.AddDays(1),
                    Disabled = WebhookDisabled.Failing,
                    FailingSince = Now.AddDays(-5),
                },
            ],
        },
        new VideoState { Secret = [1, 2, 250], Seen = [new SeenHook("msg_1", 1_767_323_045)], LastAt = Now },
        .. Orders,
        .. Stock,
        .. Groups,
        .. Figures,
    ];

    private static ExperimentDefinition Definition => new(
        "Diversity", ExperimentUnit.User, ExperimentKind.Bandit, ExperimentMetric.Conversion,
        [
            new ExperimentVariant("control", 1, ImmutableDictionary<string, double>.Empty),
            new ExperimentVariant("diverse", 2.5, ImmutableDictionary<string, double>.Empty.Add("diversity", 0.3)),
        ],
        0.5,
        1_000);

    private static RoomQuestion Question => new(
        "q-1", "u-1", "Ann 安", "How big? 多大?", "p-1", Now, QuestionStatus.Answered, false, 7, "A litre.", Now.AddMinutes(1));

    private static OutcomeSums Sums => new(60, 1, 2, 3, 4.5, 6);
}
