using System.Text.Json;

namespace SocialCommerce.Grains.Inventory;

/// <summary>
/// Snapshots of one stock. With many holds they are larger than grain state may be. Any snapshot of any time is right, as
/// the ledger goes on from it; one that is lost or damaged only means to read more of the ledger.
/// </summary>
internal sealed class StockSnapshots(IBlobStore blobs, string chain)
{
    public async Task<StockState> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await blobs.ReadAsync(chain, cancellationToken) is { } stored
                ? JsonSerializer.Deserialize(stored, GrainJson.Default.StockState) ?? new StockState()
                : new StockState();
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException)
        {
            return new StockState();
        }
    }

    public Task SaveAsync(StockState state) =>
        blobs.WriteAsync(chain, JsonSerializer.SerializeToUtf8Bytes(state, GrainJson.Default.StockState), CancellationToken.None);
}
