using System.Text.Json.Serialization;
using SocialCommerce.Grains.Communities.GroupBuying;
using SocialCommerce.Grains.Experiments;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Inventory;
using SocialCommerce.Grains.Marketing;
using SocialCommerce.Grains.Operations;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Grains.Orders.Carts;
using SocialCommerce.Grains.Operations.Webhooks;
using SocialCommerce.Grains.Orders.Payments;
using SocialCommerce.Grains.Products;
using SocialCommerce.Grains.Products.Reviews;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Grains.Rooms;
using SocialCommerce.Grains.Rooms.Figures;
using SocialCommerce.Grains.Rooms.Giveaways;
using SocialCommerce.Grains.Rooms.Polls;
using SocialCommerce.Grains.Rooms.Questions;
using SocialCommerce.Grains.Rooms.Replay;
using SocialCommerce.Grains.Rooms.Selling;
using SocialCommerce.Grains.Rooms.Video;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Common;

/// <summary>
/// How grain state and room events are stored. Members are only ever added, so old payloads stay readable. Members of
/// states are set, not init: generated code gives an init member that a payload lacks the default of its type (a default
/// array, a null text) and not its initial value.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(PackedFloatsConverter), typeof(PackedFloatArrayConverter)])]
[JsonSerializable(typeof(UserState))]
[JsonSerializable(typeof(ProductState))]
[JsonSerializable(typeof(TrendState))]
[JsonSerializable(typeof(TrialState))]
[JsonSerializable(typeof(RoomState))]
[JsonSerializable(typeof(PollState))]
[JsonSerializable(typeof(QuestionsState))]
[JsonSerializable(typeof(GiveawayState))]
[JsonSerializable(typeof(PartitionState))]
[JsonSerializable(typeof(RoomEvent))]
[JsonSerializable(typeof(VideoState))]
[JsonSerializable(typeof(MomentRow))]
[JsonSerializable(typeof(RoomFacts))]
[JsonSerializable(typeof(RoomFiguresState))]
[JsonSerializable(typeof(AccountState))]
[JsonSerializable(typeof(OwnerState))]
[JsonSerializable(typeof(SessionState))]
[JsonSerializable(typeof(OperationMemory))]
[JsonSerializable(typeof(AuditRecord))]
[JsonSerializable(typeof(RoomPolicyState))]
[JsonSerializable(typeof(ModerationState))]
[JsonSerializable(typeof(ModelsState))]
[JsonSerializable(typeof(ExperimentState))]
[JsonSerializable(typeof(ExperimentLedgerState))]
[JsonSerializable(typeof(ExperimentDirectoryState))]
[JsonSerializable(typeof(DealState))]
[JsonSerializable(typeof(VoucherState))]
[JsonSerializable(typeof(SimulatedPayment))]
[JsonSerializable(typeof(WebhookState))]
[JsonSerializable(typeof(PromotionsState))]
[JsonSerializable(typeof(ReviewBody))]
[JsonSerializable(typeof(CartState))]
[JsonSerializable(typeof(StockState))]
[JsonSerializable(typeof(StockEntry))]
[JsonSerializable(typeof(StockAlertsState))]
[JsonSerializable(typeof(OrderState))]
[JsonSerializable(typeof(GroupOfferState))]
[JsonSerializable(typeof(GroupState))]
[JsonSerializable(typeof(GroupMemberState))]
internal sealed partial class GrainJson : JsonSerializerContext;
