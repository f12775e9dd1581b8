using System.CommandLine;
using SocialCommerce.Client;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Recommendations;

namespace SocialCommerce.Tools.Models;

/// <summary>The verb <c>models</c>: what an operator does with the trained models of a running server, in one command.</summary>
internal static class ModelsCommand
{
    private static readonly TimeSpan PollPeriod = TimeSpan.FromSeconds(1);

    public static Command Build()
    {
        var connection = new ConnectionOptions();
        var wait = new Option<bool>("--wait") { Description = "Return when the training is over." };
        var version = new Argument<string>("version") { Description = "Such as m7." };
        var status = new Command("status", "Show the versions and the training that runs.");
        var train = new Command("train", "Train on everything that is in the log now.") { wait };
        var cancel = new Command("cancel", "Give the running training up.");
        var promote = new Command("promote", "Make a version serve.") { version };
        var rollback = new Command("rollback", "Go back to what served before.");
        var command = new Command("models", "The trained models of a running server.")
        {
            status, train, cancel, promote, rollback,
        };
        connection.AddTo(command);
        status.SetAction((arguments, token) => RunAsync(connection, arguments, client => client.Models.GetAsync(token), token));
        train.SetAction((arguments, token) => RunAsync(connection, arguments, client =>
            TrainAsync(client, arguments.GetValue(wait), token), token));
        cancel.SetAction((arguments, token) => RunAsync(connection, arguments, client => client.Models.CancelAsync(token), token));
        promote.SetAction((arguments, token) => RunAsync(connection, arguments, client =>
            client.Models.PromoteAsync(arguments.GetRequiredValue(version), token), token));
        rollback.SetAction((arguments, token) => RunAsync(connection, arguments, client => RollbackAsync(client, token), token));
        return command;
    }

    private static async Task<TrainedModels> TrainAsync(SocialCommerceClient client, bool isWaiting, CancellationToken cancellationToken)
    {
        var models = await client.Models.TrainAsync(cancellationToken);
        while (isWaiting && models.Training is not null)
        {
            await Task.Delay(PollPeriod, cancellationToken);
            models = await client.Models.GetAsync(cancellationToken);
        }

        return models;
    }

    private static async Task<TrainedModels> RollbackAsync(SocialCommerceClient client, CancellationToken cancellationToken)
    {
        var models = await client.Models.GetAsync(cancellationToken);
        return models.Active is null ? models : await client.Models.RollbackAsync(models.Active, cancellationToken);
    }

    private static async Task<int> RunAsync(
        ConnectionOptions connection,
        ParseResult arguments,
        Func<SocialCommerceClient, Task<TrainedModels>> work,
        CancellationToken cancellationToken)
    {
        var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        try
        {
            using var client = new SocialCommerceClient(connection.UrlOf(arguments));
            await client.LoginAsync(connection.UserOf(arguments), connection.PasswordOf(arguments), cancellationToken);
            await output.WriteLineAsync(ModelsReport.Describe(await work(client)));
            return ExitCodes.Done;
        }
        catch (Exception exception) when (exception is ApiException or HttpRequestException)
        {
            await error.WriteLineAsync(exception.Message);
            return ExitCodes.BadInput;
        }
    }
}
