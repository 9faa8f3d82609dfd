import './pl-door.js';
