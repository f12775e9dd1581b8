using System.CommandLine;
using SocialCommerce.Tools.Bench;
using SocialCommerce.Tools.Bench.Rooms;
using SocialCommerce.Tools.Cluster;
using SocialCommerce.Tools.Draws;
using SocialCommerce.Tools.Evaluate;
using SocialCommerce.Tools.Models;
using SocialCommerce.Tools.Replay;
using SocialCommerce.Tools.Serve;
using SocialCommerce.Tools.Simulate;
using SocialCommerce.Tools.Verify;

var root = new RootCommand("SocialCommerce: a social live-commerce system of virtual actors.")
{
    ServeCommand.Build(),
    ServeCommand.BuildApi(),
    ClusterCommand.Build(),
    ReplayCommand.Build(),
    EvaluateCommand.Build(),
    BenchCommand.Build(),
    RawSignalRCommand.Build(),
    SimulateCommand.Build(),
    ModelsCommand.Build(),
    VerifyDrawCommand.Build(),
    VerifyOrdersCommand.Build(),
};

// A stop writes what is known and, of a cluster, waits for one process after the other; cut short it leaves some running.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(5) });
