namespace MyoclonusSignal.Detection;

/// <summary>Shapes of bursts, all of one length, kept in blocks: of a million none is copied when another one is added.</summary>
internal sealed class ShapeStore
{
    // A block is below the size from which the runtime collects an array only with everything else.
    private const int BlockLength = 1 << 14;

    private readonly List<float[]> _blocks = [];
    private readonly int _shapesInBlock;

    /// <summary>Initializes a new instance of the <see cref="ShapeStore"/> class.</summary>
    /// <param name="length">The number of samples of a shape.</param>
    public ShapeStore(int length)
    {
        Length = length;
        _shapesInBlock = Math.Max(1, BlockLength / length);
    }

    /// <summary>Gets the number of samples of a shape.</summary>
    public int Length { get; }

    /// <summary>Gets the number of shapes.</summary>
    public int Count { get; private set; }

    /// <summary>Gets a shape.</summary>
    /// <param name="index">Its number.</param>
    public ReadOnlySpan<float> this[int index] => At(index);

    /// <summary>Adds a shape and gives the room for its samples, all 0.</summary>
    public Span<float> Add()
    {
        if (Count == _blocks.Count * _shapesInBlock)
        {
            _blocks.Add(new float[_shapesInBlock * Length]);
        }

        return At(Count++);
    }

    /// <summary>Forgets all shapes.</summary>
    public void Clear()
    {
        _blocks.Clear();
        Count = 0;
    }

    private Span<float> At(int index) => _blocks[index / _shapesInBlock].AsSpan(index % _shapesInBlock * Length, Length);
}

/// <summary>Some of the shapes of a store, in an order of their own.</summary>
/// <param name="Store">The store.</param>
/// <param name="Numbers">The number of each in the store; negative where it was not kept, as nothing asks for it.</param>
internal readonly record struct ShapeList(ShapeStore Store, int[] Numbers)
{
    /// <summary>Gets the number of samples of a shape.</summary>
    public int Length => Store.Length;

    /// <summary>Gets a shape by its place in the order.</summary>
    public ReadOnlySpan<float> this[int index] => Store[Numbers[index]];
}
