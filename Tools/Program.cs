using System.CommandLine;
using SocialCommerce.Tools.Evaluate;
using SocialCommerce.Tools.Replay;

var root = new RootCommand("SocialCommerce: a social live-commerce system of virtual actors.")
{
    EvaluateCommand.Build(),
    ReplayCommand.Build(),
};
return await root.Parse(args).InvokeAsync();
