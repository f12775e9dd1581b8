using Orleans.Configuration;

namespace SocialCommerce.Contract.Tests.Hosting;

/// <summary>Settings that several tests start their host with. Short, for an engine that keeps them by the real clock.</summary>
internal static class Settings
{
    /// <summary>How long callers wait, where a test says so; engines look for those who waited too long once a second.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Time after which a caller has certainly given up.</summary>
    public static readonly TimeSpan PatienceIsOver = Patience + TimeSpan.FromSeconds(2);

    /// <summary>How long an activation may be idle, where a test says so.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(3);

    /// <summary>How often idle activations are looked for, where a test says so.</summary>
    public static readonly TimeSpan Quantum = TimeSpan.FromSeconds(0.5);

    public static void ShortPatience(ISiloBuilder silo) =>
        silo.Configure<SiloMessagingOptions>(static options => options.ResponseTimeout = Patience);

    public static void ShortAge(ISiloBuilder silo) => silo.Configure<GrainCollectionOptions>(static options =>
    {
        options.CollectionAge = Age;
        options.CollectionQuantum = Quantum;
    });
}
