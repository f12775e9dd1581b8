using System.Collections.Immutable;
using Orleans.Runtime;
using SocialCommerce.Grains.Interfaces.Operations;
using SocialCommerce.Silo.Operations;

namespace SocialCommerce.Silo.Engine;

/// <summary>What Orleans' management grain tells of this silo. It tells nothing of mailboxes.</summary>
internal sealed class EngineFiguresSource(IGrainFactory grains, ILocalSiloDetails silo) : IEngineFigures
{
    public string EngineName => SiloEngine.Name;

    public string SiloName => silo.SiloAddress.ToParsableString();

    public async Task<EngineFigures> ReadAsync(CancellationToken cancellationToken)
    {
        var counts = await grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics([silo.SiloAddress]);
        return new EngineFigures(
            [
                .. counts.Select(static count => new ActivationCount(NameOf(count.GrainType), count.ActivationCount))
                    .OrderByDescending(static count => count.Count),
            ],
            Mailboxes: null);
    }

    public GrainPresence Find(GrainName grain) => GrainPresence.Unknown;

    // "SocialCommerce.Grains.Rooms.RoomGrain,SocialCommerce.Grains" is "room", as in the ids of its grains.
    private static string NameOf(string className)
    {
        const string Suffix = "grain";

        var name = className.Split(',')[0].Split('.')[^1].ToLowerInvariant();
        return name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
    }
}
