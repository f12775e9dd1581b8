using Microsoft.Extensions.Options;
using Orleans.Configuration;
using SocialCommerce.Grains.Common;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Engine;

internal static class PostgresSiloBuilderExtensions
{
    /// <summary>
    /// Who is in the cluster, reminders and the state of grains, in PostgreSQL through Orleans' ADO.NET providers. Their
    /// tables come with <see cref="PostgresServiceCollectionExtensions.AddPostgresLogs"/>.
    /// </summary>
    public static ISiloBuilder UsePostgresStore(this ISiloBuilder silo, string connectionString)
    {
        var completed = PostgresConnection.Complete(connectionString);
        silo.UseAdoNetClustering((AdoNetClusteringSiloOptions options) =>
        {
            options.Invariant = PostgresConnection.Invariant;
            options.ConnectionString = completed;
        });
        silo.UseAdoNetReminderService((AdoNetReminderTableOptions options) =>
        {
            options.Invariant = PostgresConnection.Invariant;
            options.ConnectionString = completed;
        });
        silo.AddAdoNetGrainStorage(StorageNames.Commerce, options => options
            .Configure<GrainStateSerializer, IOptions<PostgresStoreOptions>>((storage, serializer, store) =>
            {
                storage.Invariant = PostgresConnection.Invariant;
                storage.ConnectionString = completed;
                storage.DeleteStateOnClear = true;
                storage.HashPicker = new GrainIdHasherPicker();
                storage.GrainStorageSerializer = new VersionedStateSerializer(serializer, store.Value.StateBytesMax);
            }));
        return silo;
    }
}
