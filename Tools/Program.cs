using System.CommandLine;
using SocialCommerce.Tools.Bench;
using SocialCommerce.Tools.Evaluate;
using SocialCommerce.Tools.Replay;
using SocialCommerce.Tools.Serve;

var root = new RootCommand("SocialCommerce: a social live-commerce system of virtual actors.")
{
    ServeCommand.Build(),
    ReplayCommand.Build(),
    EvaluateCommand.Build(),
    BenchCommand.Build(),
};
return await root.Parse(args).InvokeAsync();
