#if ORLEANS
using SocialCommerce.Api;

var builder = WebApplication.CreateBuilder(args);

// Cluster and clustering provider come from the configuration section "Orleans".
builder.UseOrleansClient();
builder.AddSocialCommerceApi();
await builder.Build().MapSocialCommerceApi().RunAsync();
return 0;
#else
// The Local engine has no network: grains and Api share a process, and ./run starts that process.
await Console.Error.WriteLineAsync("An Api process of its own needs the Orleans engine; ./run starts everything in one.");
return 1;
#endif
