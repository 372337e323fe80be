using Raylib_cs;
using Unmask.Model.Text;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>Turns input into actions of the table. Needs no window.</summary>
internal sealed class PlayInput(PlayScene scene, Pointer pointer, Controls<PlayScene> controls)
{
    private PlayTable Table => scene.Table;

    private PlayGame Game => Table.Game;

    /// <summary>Not kept: a key or a click may have switched to a game with another number of slots.</summary>
    private PlayLayout Layout => scene.Layout;

    public void Update(Input input)
    {
        Point(input);
        Gather(input);
        Click(input);
        if (input.Wheel != 0 && Layout.Timeline.Contains(input.Mouse))
            Game.Scrub(-input.Wheel);
        // Into an open field the letters of a frame come before its Enter.
        bool writes = scene.Pattern.IsOpen;
        for (int i = 0; writes && i < input.Characters.Length; i++)
            Type(input, i);
        foreach (KeyPress press in input.Keys)
            Press(press, input);
        for (int i = 0; !writes && i < input.Characters.Length; i++)
            Type(input, i);
        // A key may have moved the cursor, and a click may have changed the board.
        Point(input);
    }

    private void Point(Input input)
    {
        if (input.MouseMoved || input.LeftPressed || input.RightPressed)
            pointer.Tile = Layout.TileAt(input.Mouse);
        if (pointer.Tile >= Layout.Slots)
            pointer.Tile = -1;
        bool overStrip = Layout.Strip.Contains(input.Mouse) && pointer.Target >= 0;
        if (pointer.Tile >= 0)
            pointer.Target = pointer.Tile;
        else if (!overStrip || input.HasKeys)
            pointer.Target = Game.Cursor;

        controls.Point(input.Mouse);
        if (input.MouseMoved || input.LeftPressed || input.RightPressed || pointer.OverCell || pointer.Head >= 0)
        {
            pointer.Head = Layout.HeadAt(input.Mouse);
            pointer.OverCell = Layout.TryCellAt(input.Mouse, out int slot, out int symbol);
            (pointer.CellSlot, pointer.CellSymbol) = (slot, symbol);
        }
        pointer.Fork = Timeline.ForkAt(Layout, Table, input.Mouse);
        pointer.Game = Timeline.GameAt(Layout, Table, input.Mouse);
        pointer.Bead = pointer.Fork >= 0 || pointer.Game != 0 ? -1 : Timeline.BeadAt(Layout, Table, input.Mouse);
        Span<byte> fan = stackalloc byte[PlayLayout.FanSize];
        int count = CandidateFan.Candidates(Game, pointer.Target, fan);
        if (input.MouseMoved || input.LeftPressed || pointer.Chip >= count)
        {
            (pointer.Chip, pointer.ByKeys) = (-1, false);
            for (int i = 0; i < count; i++)
            {
                if (Layout.Chip(pointer.Target, i, count).Contains(input.Mouse))
                    pointer.Chip = i;
            }
        }
    }

    /// <summary>Applies the set gathered with Shift, once Shift is released.</summary>
    private void Gather(Input input)
    {
        if (input.Shift || pointer.Gathered.IsEmpty)
            return;
        Game.Restrict(pointer.GatheredSlot, pointer.Gathered);
        (pointer.Gathered, pointer.GatheredSlot) = (default, -1);
    }

    private void Click(Input input)
    {
        if (input.RightPressed && pointer.Tile >= 0)
            Game.Remask(pointer.Tile);
        if (input.MiddlePressed && pointer.Chip >= 0)
            Forbid(pointer.Target, Picked());
        else if (input.MiddlePressed && pointer.OverCell)
            Forbid(pointer.CellSlot, (byte)pointer.CellSymbol);
        else if (input.MiddlePressed && pointer.Head >= 0)
            ForbidEverywhere();
        if (input.LeftPressed)
            ClickAt(input);
        controls.Drag(input, Layout.Unit);
    }

    private void ClickAt(Input input)
    {
        controls.Unfocus();
        if (!Layout.Pattern.Contains(input.Mouse))
            scene.Pattern.Leave();
        if (pointer.Tile >= 0)
            Game.Reveal(pointer.Tile);
        else if (pointer.Chip >= 0)
            Choose(pointer.Target, Picked(), input);
        else if (pointer.OverCell)
            Choose(pointer.CellSlot, (byte)pointer.CellSymbol, input);
        else if (pointer.Head >= 0)
            ForbidEverywhere();
        else if (pointer.Fork >= 0)
            Game.Follow(Game.Forks[pointer.Fork]);
        else if (pointer.Game != 0)
            Table.Leave(pointer.Game);
        else if (pointer.Bead >= 0)
            Game.Seek(Game.Branch[pointer.Bead]);
        else
            controls.Click(Layout.Unit);
    }

    /// <summary>Acts on a candidate or a cell of the X-ray: forces it, adds it to a set, or forbids it.</summary>
    private void Choose(int slot, byte symbol, Input input)
    {
        if (input.Alt)
        {
            Forbid(slot, symbol);
        }
        else if (input.Shift)
        {
            if (pointer.GatheredSlot != slot)
                pointer.Gathered = Game.Board.IsRestricted(slot) ? Game.Board[slot].Allowed : default;
            pointer.GatheredSlot = slot;
            pointer.Gathered = pointer.Gathered.Contains(symbol) ? pointer.Gathered.Without(symbol) : pointer.Gathered.With(symbol);
        }
        else
        {
            Game.Force(slot, symbol);
        }
    }

    private void Forbid(int slot, byte symbol) => Game.Forbid(slot, SymbolSet.Of(symbol));

    private void ForbidEverywhere() => Game.ForbidEverywhere(SymbolSet.Of((byte)pointer.Head));

    private byte Picked()
    {
        Span<byte> fan = stackalloc byte[PlayLayout.FanSize];
        CandidateFan.Candidates(Game, pointer.Target, fan);
        return fan[pointer.Chip];
    }

    private void Press(KeyPress press, Input input)
    {
        // The shell has already handled its own shortcuts.
        if (input.Find(SceneKind.Play, press) is var intent and not Intent.None)
        {
            if (scene.Pattern.IsOpen && intent == Intent.Paste)
                scene.PastePattern();
            else if (intent != Intent.Sound)
                Act(intent);
            return;
        }
        KeyboardKey key = press.Key;
        if (input.Control)
            return;
        if (scene.Pattern.IsOpen && key != KeyboardKey.Tab)
        {
            scene.Pattern.Press(key);
            return;
        }
        if (scene.Shelf.Press(key, Layout))
            return;
        switch (key)
        {
            case KeyboardKey.Tab:
                scene.Pattern.Leave();
                controls.Tab(input.Shift);
                break;
            case KeyboardKey.Escape:
                controls.Unfocus();
                MoveCursor(-1);
                break;
            case KeyboardKey.Left or KeyboardKey.Right:
                MoveBy(key == KeyboardKey.Right ? 1 : -1);
                break;
            case KeyboardKey.Up or KeyboardKey.Down:
                PickBy(key == KeyboardKey.Down ? 1 : -1);
                break;
            case KeyboardKey.Home:
                MoveCursor(0);
                break;
            case KeyboardKey.End:
                MoveCursor(Game.Board.Slots - 1);
                break;
            case KeyboardKey.PageUp or KeyboardKey.PageDown:
                Game.Scrub(key == KeyboardKey.PageUp ? -1 : 1);
                break;
            case KeyboardKey.Backspace or KeyboardKey.Delete:
                if (pointer.Tile >= 0)
                    Game.Remask(pointer.Tile);
                else
                    Game.Erase(Game.Cursor);
                break;
            case KeyboardKey.Enter or KeyboardKey.KpEnter:
                if (controls.Act())
                    break;
                if (pointer.Chip >= 0 && pointer.Target >= 0)
                    Choose(pointer.Target, Picked(), input);
                else
                    Table.Run();
                break;
            case KeyboardKey.Space when controls.Act():
                break;
            case KeyboardKey.Space when input.Shift && pointer.Target >= 0:
                Game.Reveal(pointer.Target);
                break;
            case KeyboardKey.Space:
                Game.Step();
                break;
        }
    }

    private void Type(Input input, int place)
    {
        char character = input.Characters[place];
        if (scene.Pattern.IsOpen)
        {
            scene.Pattern.Type(character);
            return;
        }
        if (character == ' ')
            return;
        controls.Unfocus();
        scene.Shelf.Unpick();
        // The signs of a pattern that are no letters here.
        if (character is '*' or '[' or '^' or '$' && !Game.Board.Alphabet.TryRead(character, out _))
        {
            Act(Intent.Pattern);
            scene.Pattern.Type(character);
            return;
        }
        if (Knobs.Turn(Table, character))
            return;
        // Without a target slot, letters are shortcuts.
        Intent intent = pointer.Target < 0 ? input.FindFree(SceneKind.Play, place) : Intent.None;
        if (intent == Intent.None)
            Game.Type(character, pointer.Target);
        else
            Act(intent);
        if (intent is Intent.None or Intent.Again)
            pointer.PointAt(Game.Cursor);
    }

    /// <summary>Does what a shortcut asks for; anything else than the pattern ends the writing of one.</summary>
    private void Act(Intent intent)
    {
        if (intent != Intent.Pattern)
            scene.Pattern.Leave();
        controls.Press(intent);
    }

    private void MoveBy(int by)
    {
        if (controls.Turn(by))
            return;
        controls.Unfocus();
        int from = pointer.Target >= 0 ? pointer.Target : by > 0 ? -1 : Game.Board.Slots;
        MoveCursor(Math.Clamp(from + by, 0, Game.Board.Slots - 1));
    }

    private void MoveCursor(int slot)
    {
        Game.MoveTo(slot);
        pointer.PointAt(slot);
    }

    private void PickBy(int by)
    {
        Span<byte> fan = stackalloc byte[PlayLayout.FanSize];
        int count = CandidateFan.Candidates(Game, pointer.Target, fan);
        if (count > 0)
            (pointer.Chip, pointer.ByKeys, pointer.OverCell) = (Math.Clamp(pointer.Chip + by, -1, count - 1), true, false);
    }
}
