using System.Text.Json;
using Microsoft.Data.Sqlite;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Tools.Simulate.Kills;

/// <summary>A room's log as the store of a stopped server has it.</summary>
internal static class StoredRoom
{
    public static IReadOnlyList<RoomRecord> Read(string dataDirectory, string roomId)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(dataDirectory, "store.db"),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT payload FROM room_event WHERE room_id = $room ORDER BY sequence";
        command.Parameters.AddWithValue("$room", roomId);
        using var reader = command.ExecuteReader();
        var records = new List<RoomRecord>();
        while (reader.Read())
        {
            records.Add(RoomRecord.Of(JsonSerializer.Deserialize<RoomEvent>(reader.GetFieldValue<byte[]>(0), JsonSerializerOptions.Web)!));
        }

        return records;
    }
}
