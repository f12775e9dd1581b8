using System.Collections.Concurrent;
using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Predicts what comes next in a sequence of products by self-attention over the products so far (Kang, McAuley,
/// "Self-attentive sequential recommendation", 2018). Vectors of products have length one, or zero for those never learnt
/// from; scores are cosines times the sharpness of training. Order matters: a user is placed by the history as a sequence.
/// </summary>
public sealed class SasRecModel : IEmbeddingModel
{
    /// <summary>As it stands in artifacts and in the list of trained models.</summary>
    public const string KindName = "sasrec";
    private const int FormatVersion = 1;

    private readonly SasRecOptions _options;
    private readonly float[] _items;
    private readonly float[] _parameters;
    private readonly TransformerNetwork _network;
    private readonly ConcurrentBag<Memory> _memories = [];

    internal SasRecModel(SasRecOptions options, float[] items, float[] parameters)
    {
        _options = options;
        _items = items;
        _parameters = parameters;
        _network = new TransformerNetwork(options);
        _network.Pack(parameters, forTraining: false);
    }

    public string Kind => KindName;

    public int Dimensions => _options.Dimensions;

    public int ItemCount => _items.Length / Dimensions;

    /// <inheritdoc />
    public ReadOnlySpan<float> ItemVector(int item) => _items.AsSpan(item * Dimensions, Dimensions);

    /// <summary>
    /// The output at the newest product of the history, newest first. Only the newest that fit the model count; products that
    /// the model never learnt from are passed over.
    /// </summary>
    public void EmbedUser(ReadOnlySpan<int> history, Span<float> destination)
    {
        var user = destination[..Dimensions];
        user.Clear();
        if (!_memories.TryTake(out var memory))
        {
            memory = new Memory(_options);
        }

        var count = memory.Load(this, history);
        if (count > 0)
        {
            var rows = memory.Rows.AsSpan(0, count * Dimensions);
            var random = default(SplitMixRandom);
            _network.Forward(_parameters, [count], rows, memory.Network, dropout: 0, ref random);
            Span<float> factor = stackalloc float[1];
            RowNorm.Forward(rows[^Dimensions..], Dimensions, _options.Sharpness, user, factor);
        }

        _memories.Add(memory);
    }

    internal void Write(Stream destination) => ArtifactFormat.Write(destination, KindName, FormatVersion, writer =>
    {
        writer.Write(_options.Dimensions);
        writer.Write(_options.Layers);
        writer.Write(_options.Heads);
        writer.Write(_options.HiddenDimensions);
        writer.Write(_options.LengthMax);
        writer.Write(_options.Sharpness);
        writer.Write(ItemCount);
        writer.WriteFloats(_items);
        writer.WriteFloats(_parameters);
    });

    internal static SasRecModel Read(Stream source) => ArtifactFormat.Read(source, KindName, FormatVersion, reader =>
    {
        var options = new SasRecOptions(
            reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32())
        {
            Sharpness = reader.ReadSingle(),
        };
        options.Validate();
        var itemsLength = checked(reader.ReadInt32() * options.Dimensions);
        var networkLength = new TransformerLayout(options).Length;
        var rest = reader.BaseStream.Length - reader.BaseStream.Position;
        ArtifactFormat.Expect(
            itemsLength >= 0 && rest == ((long)itemsLength + networkLength) * sizeof(float), "Its parts do not add up.");
        var items = new float[itemsLength];
        var parameters = new float[networkLength];
        reader.ReadFloats(items);
        reader.ReadFloats(parameters);
        return new SasRecModel(options, items, parameters);
    });

    private sealed class Memory(SasRecOptions options)
    {
        private readonly int[] _known = new int[options.LengthMax];

        public float[] Rows { get; } = new float[options.LengthMax * options.Dimensions];

        public NetworkMemory Network { get; } = new(options.Layers);

        // Input rows, oldest first; returns their number.
        public int Load(SasRecModel model, ReadOnlySpan<int> history)
        {
            var count = 0;
            foreach (var item in history)
            {
                if (count < _known.Length && item >= 0 && item < model.ItemCount && model.ItemVector(item)[0] != 0)
                {
                    _known[count++] = item;
                }
            }

            for (var row = 0; row < count; row++)
            {
                var target = Rows.AsSpan(row * model.Dimensions, model.Dimensions);
                TensorPrimitives.Multiply(model.ItemVector(_known[count - 1 - row]), MathF.Sqrt(model.Dimensions), target);
            }

            return count;
        }
    }
}
