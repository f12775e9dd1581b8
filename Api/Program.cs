using SocialCommerce.Api;
using SocialCommerce.Api.Hosting;

if (!ClusterClient.IsSupported)
{
    await Console.Error.WriteLineAsync("An Api process of its own needs the Orleans engine; ./run starts everything in one.");
    return 1;
}

var builder = WebApplication.CreateBuilder(args);
builder.UseClusterClient();
builder.AddSocialCommerceApi();
var app = builder.Build().MapSocialCommerceApi();
app.MapSiloDashboard();
await app.RunAsync();
return 0;
