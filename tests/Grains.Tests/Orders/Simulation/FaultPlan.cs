namespace SocialCommerce.Grains.Tests.Orders.Simulation;

/// <summary>
/// How bad the world is in one run. Every seed draws its own: a fault that is always there hides what happens without it.
/// </summary>
internal sealed record FaultPlan
{
    public static readonly FaultPlan None = new();

    /// <summary>At each await of an order or a stock.</summary>
    public double Crash { get; set; }

    /// <summary>Crashes after which the old one goes on beside the new one.</summary>
    public double Zombie { get; set; }

    /// <summary>Calls that are lost, arrive twice, whose answer is lost, and that take minutes.</summary>
    public double Drop { get; set; }

    public double Double { get; set; }

    public double LoseAnswer { get; set; }

    public double Delay { get; set; }

    /// <summary>Writes that fail for certain, and whose outcome nobody knows.</summary>
    public double WriteFails { get; set; }

    public double WriteUnknown { get; set; }

    public double ReadFails { get; set; }

    /// <summary>Charges that are declined, are decided later, want the buyer to act, and are paid after they failed.</summary>
    public double Decline { get; set; }

    public double Late { get; set; }

    public double Action { get; set; }

    public double Fickle { get; set; }

    public double RefundLate { get; set; }

    /// <summary>Decisions of the bank that it never tells.</summary>
    public double Mute { get; set; }

    /// <summary>Charges that the bank decides after more than a day, and cannot stop before.</summary>
    public double Stuck { get; set; }

    public static FaultPlan Draw(Random random) => new()
    {
        Crash = Share(random, 0.02),
        Zombie = Share(random, 0.7),
        Drop = Share(random, 0.05),
        Double = Share(random, 0.1),
        LoseAnswer = Share(random, 0.05),
        Delay = Share(random, 0.05),
        WriteFails = Share(random, 0.02),
        WriteUnknown = Share(random, 0.03),
        ReadFails = Share(random, 0.02),
        Decline = Share(random, 0.2),
        Late = Share(random, 0.3),
        Action = Share(random, 0.2),
        Fickle = Share(random, 0.1),
        RefundLate = Share(random, 0.3),
        Mute = Share(random, 0.6),
        Stuck = Share(random, 0.04),
    };

    /// <summary>Everything works from here on.</summary>
    public void Heal() => Set(None);

    public void Set(FaultPlan plan)
    {
        (Crash, Zombie, Drop, Double, LoseAnswer, Delay) = (plan.Crash, plan.Zombie, plan.Drop, plan.Double, plan.LoseAnswer, plan.Delay);
        (WriteFails, WriteUnknown, ReadFails) = (plan.WriteFails, plan.WriteUnknown, plan.ReadFails);
        (Decline, Late, Action, Fickle) = (plan.Decline, plan.Late, plan.Action, plan.Fickle);
        (RefundLate, Mute, Stuck) = (plan.RefundLate, plan.Mute, plan.Stuck);
    }

    private static double Share(Random random, double most) => random.Next(3) == 0 ? 0 : most * random.NextDouble();
}
