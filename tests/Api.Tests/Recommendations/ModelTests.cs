using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client.Common;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Recommendations;

public sealed class ModelTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Models_AreForOperatorsOnly()
    {
        using var shopper = await host.SignInAsync(Roles.Merchant);

        Assert.Equal(403, (await Assert.ThrowsAsync<ApiException>(() => shopper.Models.GetAsync())).Status);
        Assert.Equal(403, (await Assert.ThrowsAsync<ApiException>(() => shopper.Models.TrainAsync())).Status);
        Assert.Equal(403, (await Assert.ThrowsAsync<ApiException>(() => shopper.Models.RollbackAsync("m1"))).Status);
    }

    [Fact]
    public async Task Train_ThenCancel_IsTold()
    {
        using var client = await host.SignInAsync(Roles.Operator);

        var training = (await client.Models.TrainAsync()).Training;
        var cancelled = await client.Models.CancelAsync();

        Assert.StartsWith("m", training!.Version, StringComparison.Ordinal);
        Assert.Null(cancelled.Training);
        Assert.Null(cancelled.Active);
    }

    [Fact]
    public async Task Promote_UnknownVersion_IsNotFound_Rollback_OfWhatDoesNotServe_IsAConflict()
    {
        using var client = await host.SignInAsync(Roles.Operator);

        var unknown = await Assert.ThrowsAsync<ApiException>(() => client.Models.PromoteAsync("m99"));
        var stale = await Assert.ThrowsAsync<ApiException>(() => client.Models.RollbackAsync("m99"));
        var empty = await Assert.ThrowsAsync<ApiException>(() => client.Models.RollbackAsync(""));

        Assert.Equal((404, 409, 400), (unknown.Status, stale.Status, empty.Status));
    }
}
