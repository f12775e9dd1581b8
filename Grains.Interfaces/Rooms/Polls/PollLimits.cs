namespace SocialCommerce.Grains.Interfaces.Rooms.Polls;

/// <summary>Bounds of polls.</summary>
public static class PollLimits
{
    public const int QuestionMax = 200;

    public const int OptionsMin = 2;

    public const int OptionsMax = 6;

    public const int OptionMax = 80;

    public static readonly TimeSpan DurationMin = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan DurationMax = TimeSpan.FromHours(24);

    public static ImmutableArray<FieldError> Check(OpenPoll command) => new FieldChecks()
        .Text(command.Question, "question", QuestionMax)
        .Add(
            command.Options.Length is < OptionsMin or > OptionsMax, "options", $"must be from {OptionsMin} to {OptionsMax}")
        .Add(command.Options.Any(option => !new FieldChecks().Text(option, "options", OptionMax).Errors.IsEmpty), "options", $"must each be 1 to {OptionMax} characters of plain text")
        .Add(command.Options.Distinct(StringComparer.Ordinal).Count() < command.Options.Length, "options", "must differ")
        .Add(command.Duration < DurationMin || command.Duration > DurationMax, "durationSeconds", $"must be from {DurationMin.TotalSeconds} to {DurationMax.TotalSeconds}")
        .Add(command.RightOption < 0 || command.RightOption >= command.Options.Length, "rightOption", "must be the index of an option")
        .Errors;
}
