using System.CommandLine;
using SocialCommerce.Tools.Bench;
using SocialCommerce.Tools.Cluster;
using SocialCommerce.Tools.Evaluate;
using SocialCommerce.Tools.Replay;
using SocialCommerce.Tools.Serve;
using SocialCommerce.Tools.Simulate;

var root = new RootCommand("SocialCommerce: a social live-commerce system of virtual actors.")
{
    ServeCommand.Build(),
    ServeCommand.BuildApi(),
    ClusterCommand.Build(),
    ReplayCommand.Build(),
    EvaluateCommand.Build(),
    BenchCommand.Build(),
    SimulateCommand.Build(),
};
return await root.Parse(args).InvokeAsync();
