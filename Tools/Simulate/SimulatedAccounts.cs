using System.Globalization;
using SocialCommerce.Client;
using SocialCommerce.Client.Common;

namespace SocialCommerce.Tools.Simulate;

/// <summary>
/// The accounts of the crowd: few, because every sign-in costs a password hash, and the same at every run, so that runs
/// do not fill the store with accounts.
/// </summary>
internal sealed class SimulatedAccounts(SimulateOptions options, HttpClient http, TimeProvider clock)
{
    private const string NameTaken = "name-taken";
    private const string InvalidCredentials = "invalid-credentials";
    private const int TooManyRequests = 429;

    private static readonly TimeSpan RetryDefault = TimeSpan.FromSeconds(2);

    public int Count => (options.Viewers + options.SocketsPerAccount - 1) / options.SocketsPerAccount;

    public async Task<SocialCommerceClient> SignInAsync(int number, CancellationToken cancellationToken)
    {
        var client = new SocialCommerceClient(options.Url, http, clock);
        var userName = string.Create(CultureInfo.InvariantCulture, $"simulated-{number:000}");
        while (true)
        {
            try
            {
                await SignInAsync(client, userName, cancellationToken);
                return client;
            }
            catch (ApiException exception) when (exception.Status == TooManyRequests)
            {
                var wait = exception.Problem.RetryAfterMs is { } ms ? TimeSpan.FromMilliseconds(ms) : RetryDefault;
                await Task.Delay(wait, clock, cancellationToken);
            }
        }
    }

    private async Task SignInAsync(SocialCommerceClient client, string userName, CancellationToken cancellationToken)
    {
        try
        {
            await client.RegisterAsync(userName, options.Password, $"Simulated {userName[^3..]}", cancellationToken);
        }
        catch (ApiException exception) when (exception.Code == NameTaken)
        {
            await SignInAgainAsync(client, userName, cancellationToken);
        }
    }

    private async Task SignInAgainAsync(SocialCommerceClient client, string userName, CancellationToken cancellationToken)
    {
        try
        {
            await client.LoginAsync(userName, options.Password, cancellationToken);
        }
        catch (ApiException exception) when (exception.Code == InvalidCredentials)
        {
            throw new SimulationException(
                $"The account {userName} exists with another password; give the one of the first run with --password.");
        }
    }
}
