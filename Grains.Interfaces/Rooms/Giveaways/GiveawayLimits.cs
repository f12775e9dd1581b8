namespace SocialCommerce.Grains.Interfaces.Rooms.Giveaways;

/// <summary>Bounds of giveaways.</summary>
public static class GiveawayLimits
{
    public const int PrizeMax = 200;

    public const int WinnersMax = 100;

    /// <summary>Draws of one giveaway, the first included: what is unclaimed after the last goes back to the pool.</summary>
    public const int RoundsMax = 5;

    public const int KeywordMax = 40;

    public const int SeedDigits = 64;

    public static readonly TimeSpan DurationMin = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan DurationMax = TimeSpan.FromHours(24);

    public static readonly TimeSpan ClaimWindowMin = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan ClaimWindowMax = TimeSpan.FromDays(7);

    public static ImmutableArray<FieldError> Check(OpenGiveaway command) => new FieldChecks()
        .Text(command.Prize, "prize", PrizeMax)
        .Add(command.ProductId is { } productId && !Ids.IsValid(productId), "productId", "is not a valid id")
        .Add(command.VoucherId is { } voucherId && !Ids.IsValid(voucherId), "voucherId", "is not a valid id")
        .Add(command.Winners is < 1 or > WinnersMax, "winners", $"must be from 1 to {WinnersMax}")
        .Add(command.Condition is not (EntryCondition.Anyone or EntryCondition.Followers or EntryCondition.Keyword), "condition", "must be anyone, followers or keyword")
        .Text(command.Keyword, "keyword", KeywordMax, command.Condition == EntryCondition.Keyword)
        .Add(command.Duration < DurationMin || command.Duration > DurationMax, "durationSeconds", $"must be from {DurationMin.TotalSeconds} to {DurationMax.TotalSeconds}")
        .Add(command.ClaimWindow < ClaimWindowMin || command.ClaimWindow > ClaimWindowMax, "claimSeconds", $"must be from {ClaimWindowMin.TotalSeconds} to {ClaimWindowMax.TotalSeconds}")
        .Errors;
}
